// ECharts as one file: its modules, a thousand files, take eight times as long to load as the charts take to draw.
declare module "echarts/dist/echarts.esm.min" {
  export * from "echarts";
}
