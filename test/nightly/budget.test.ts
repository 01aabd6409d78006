import { expect, it } from "vitest";
import { exitCodeOfError } from "../../pipelines/cli/fail.ts";
import { MemoryTooSmallError, memoryBudget } from "../../pipelines/nightly/budget.ts";

it("gives DuckDB a part of the memory, and fewer stages side by side when there is little", () => {
  expect(memoryBudget(1907, 2)).toEqual({ engineMib: 740, threads: 2, sideBySide: 1 });
  expect(memoryBudget(715, 8)).toEqual({ engineMib: 200, threads: 1, sideBySide: 1 });
  expect(memoryBudget(16_000, 32).sideBySide).toBe(4);
});

it("calls too little memory a mistake of the config", () => {
  expect(() => memoryBudget(699, 2)).toThrow(MemoryTooSmallError);
  expect(exitCodeOfError(new MemoryTooSmallError("memory is 699 MiB"))).toBe(2);
});
