// Charts on demand: nothing is loaded until the first chart comes near the screen, then plotly is loaded once and every chart
// is drawn as it comes near. A figure is JSON from the page (json_script); its colours are names of steps (meta.slugs or
// meta.slug), turned here into the colours of tokens.css, so that a chart and a table never differ.
"use strict";
(() => {
  const charts = document.querySelectorAll("figure[data-chart]");
  if (!charts.length) return;

  const library = document.currentScript.dataset.plotly;
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

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
      year: "%Y",
      month: "%m/%Y",
      dayMonth: "%d/%m",
      dayMonthYear: "%d/%m/%Y",
    },
  };

  const OPTIONS = { displaylogo: false, displayModeBar: false, showSendToCloud: false, responsive: true, locale: "vi", scrollZoom: false, doubleClick: false };

  const COLOURS = {
    meets: "meets", falls_short: "short", unknown: "unknown-b",
    untrained: "l0", no_schooling: "l0",
    elementary: "l1", primary: "l1", associate: "l1", group_4: "l1", certificate_a: "l1",
    intermediate: "l2", lower_secondary: "l2", specialist: "l2", group_3: "l2", certificate_b: "l2",
    college: "l3", principal_specialist: "l3", group_2: "l3", certificate_c: "l3",
    university: "l4", upper_secondary: "l4", senior_specialist: "l4", advanced: "l4", group_1: "l4", it_basic: "l4",
    postgraduate: "l5", master: "l5", doctor: "l5", bachelor: "l5", it_advanced: "l5", intermediate_or_above: "l5",
    before: "before",
  };
  const colour = (slug) => token(COLOURS[slug] || "plain");
  const hatch = (slug) => (slug === "unknown" ? "/" : "");

  // Bars take the colour of their step, lines the colour of their slug; the unknown is hatched.
  function dress(trace) {
    const { slug, slugs } = trace.meta || {};
    if (trace.type === "bar" && (slug || slugs)) {
      const one = slug || null;
      trace.marker = {
        color: one ? colour(one) : slugs.map(colour),
        pattern: { shape: one ? hatch(one) : slugs.map(hatch), fgcolor: token("unknown-edge"), size: 6, solidity: 0.25 },
        line: { color: token("unknown-edge"), width: 0.6 },
        ...trace.marker,
      };
    } else if (slug) {
      trace.line = { color: colour(slug), width: 2.5, dash: slug === "unknown" ? "dot" : "solid", ...trace.line };
      trace.marker = { color: colour(slug), size: 7, ...trace.marker };
    }
    return trace;
  }

  const merged = (ours, theirs) => {
    const result = { ...ours };
    for (const [key, value] of Object.entries(theirs || {})) {
      const both = value && typeof value === "object" && !Array.isArray(value) && result[key];
      result[key] = both ? merged(result[key], value) : value;
    }
    return result;
  };

  function layout(theirs, narrow) {
    const axis = { gridcolor: token("line-2"), linecolor: token("line"), zerolinecolor: token("line"), automargin: true, fixedrange: true, title: { font: { size: 13 } } };
    const ours = {
      font: { family: token("font"), size: narrow ? 12 : 13.5, color: token("ink-2") },
      colorway: ["l4", "short", "meets", "l2", "ink-3", "l5"].map(token),
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      margin: { l: 8, r: 12, t: 12, b: 8, pad: 4 },
      separators: ",.",
      bargap: 0.28,
      dragmode: false,
      autosize: true,
      hoverlabel: { bgcolor: token("card"), bordercolor: token("edge"), font: { family: token("font"), size: 14, color: token("ink") }, align: "left" },
      legend: { orientation: "h", y: -0.18, x: 0, traceorder: "normal", itemclick: false, itemdoubleclick: false },
      xaxis: axis,
      yaxis: axis,
    };
    const result = merged(ours, theirs);
    delete result.title; // the heading of the card says it
    delete result.template;
    delete result.width;
    delete result.height;
    return result;
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
      script.onerror = reject;
      document.head.append(script);
    });
    return loading;
  }

  async function draw(chart) {
    const plot = chart.querySelector(".chart__plot");
    try {
      const figure = JSON.parse(document.getElementById(chart.dataset.chart).textContent);
      const library = await plotly();
      await library.newPlot(plot, figure.data.map(dress), layout(figure.layout, plot.clientWidth < 480), OPTIONS);
      chart.dataset.drawn = "";
    } catch (error) {
      console.error(error);
      plot.className = "chart__failed";
      plot.removeAttribute("aria-hidden");
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
    for (const plot of drawn()) window.Plotly.relayout(plot, { autosize: false, width: 660 });
  });
  window.addEventListener("afterprint", () => {
    for (const plot of drawn()) window.Plotly.relayout(plot, { autosize: true, width: null });
  });
})();
