import { expect, it } from "vitest";
import { exitCodeOfError } from "../../pipelines/cli/fail.ts";
import { MemoryTooSmallError, memoryBudget } from "../../pipelines/nightly/budget.ts";

it("gives DuckDB a part of the memory, and fewer sources side by side when there is little", () => {
  expect(memoryBudget(1907, 2)).toEqual({ engineMib: 714, threads: 2, large: 1, small: 3, preparing: 1 });
  expect(memoryBudget(715, 8)).toEqual({ engineMib: 200, threads: 1, large: 1, small: 0, preparing: 1 });
  expect(memoryBudget(16_000, 32)).toMatchObject({ large: 4, small: 0, threads: 32, preparing: 29 });
  expect(memoryBudget(16_000, 2)).toMatchObject({ large: 2, small: 2, preparing: 1 });
  expect(memoryBudget(1000, 2)).toMatchObject({ large: 1, small: 0, preparing: 1 });
});

it("calls too little memory a mistake of the config", () => {
  expect(() => memoryBudget(699, 2)).toThrow(MemoryTooSmallError);
  expect(exitCodeOfError(new MemoryTooSmallError("memory is 699 MiB"))).toBe(2);
});
