#!/usr/bin/env node
// DuckDB statements wait on libuv's pool of four threads by default, and file reads wait behind them:
// the pool must be widened before the first asynchronous file access, so before any ES module loads.
process.env.UV_THREADPOOL_SIZE ??= "16";
void import("../dist/pipelines/cli/main.js").then(({ main }) => main(process.argv.slice(2)));
