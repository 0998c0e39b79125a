// Charts on demand: nothing is loaded until the first chart comes near the screen, then plotly is loaded once and every chart
// is drawn as it comes near. A figure is plain JSON in the page (json_script), coloured and worded by the server; the sizes of
// letters and the language are set here. The table beside a chart says the same, so without a script nothing is missing.
"use strict";
(() => {
  const charts = document.querySelectorAll("figure[data-chart]");
  if (!charts.length) return;

  const library = document.currentScript.dataset.plotly;
  const OPTIONS = { displaylogo: false, displayModeBar: false, showSendToCloud: false, responsive: true, locale: "vi", scrollZoom: false, doubleClick: false };
  const NARROW = 480; // pixels: letters and legend are smaller below
  const SHEET = 660; // pixels of a chart on paper

  const VIETNAMESE = {
    moduleType: "locale",
    name: "vi",
    dictionary: {},
    format: {
      days: ["Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"],
      shortDays: ["CN", "T2", "T3", "T4", "T5", "T6", "T7"],
      months: Array.from({ length: 12 }, (_, month) => `tháng ${month + 1}`),
      shortMonths: Array.from({ length: 12 }, (_, month) => `th ${month + 1}`),
      date: "%d/%m/%Y",
      decimal: ",",
      thousands: ".",
    },
  };

  // The place of a chart is kept before it is drawn, so that the page does not jump.
  const plotOf = (chart) => chart.querySelector(".chart__plot");
  for (const chart of charts) plotOf(chart).style.height = `${chart.dataset.height}px`;

  function sized(layout, width) {
    const size = width < NARROW ? 11.5 : 13.5;
    return { ...layout, autosize: true, font: { ...layout.font, size }, hoverlabel: { ...layout.hoverlabel, font: { ...layout.hoverlabel?.font, size: 14 } } };
  }

  let loading = null;
  function plotly() {
    loading ||= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = library;
      script.onload = () => {
        window.Plotly.register(VIETNAMESE);
        resolve(window.Plotly);
      };
      script.onerror = () => reject(new Error(`${library} was not loaded`));
      document.head.append(script);
    });
    return loading;
  }

  async function draw(chart) {
    const plot = plotOf(chart);
    try {
      const { data, layout } = JSON.parse(document.getElementById(chart.dataset.chart).textContent);
      const drawing = await plotly();
      await drawing.newPlot(plot, data, sized(layout, plot.clientWidth), OPTIONS);
      chart.dataset.drawn = "";
    } catch (error) {
      console.error(error);
      plot.className = "chart__failed";
      plot.removeAttribute("aria-hidden");
      plot.removeAttribute("style");
      plot.textContent = chart.dataset.failed;
    }
  }

  const near = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        near.unobserve(entry.target);
        draw(entry.target);
      }
    },
    { rootMargin: "200px 0px" },
  );
  for (const chart of charts) near.observe(chart);

  // On paper a chart is as wide as the sheet, not as the screen was.
  const drawn = () => document.querySelectorAll("[data-drawn] .chart__plot");
  window.addEventListener("beforeprint", () => {
    for (const plot of drawn()) window.Plotly.relayout(plot, { autosize: false, width: SHEET });
  });
  window.addEventListener("afterprint", () => {
    for (const plot of drawn()) window.Plotly.relayout(plot, { autosize: true, width: null });
  });
})();
