/** The script of the page: makes charts live, with one cursor and one zoom for all of them. */

import { CURSOR } from './live-cursor.ts'
import { OPTIONS } from './live-options.ts'

const TOOLS = `
function button(text, label, act) {
  var made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  made.setAttribute('aria-label', label);
  made.addEventListener('click', act);
  return made;
}
function tools(live) {
  var box = document.createElement('div');
  box.className = 'tools';
  function scaled(by) {
    return function () {
      var r = range(live), middle = (r[0] + r[1]) / 2, half = (r[1] - r[0]) * by / 2;
      setZoom(live, middle - half, middle + half);
    };
  }
  function shifted(by) {
    return function () { var r = range(live), step = (r[1] - r[0]) * by; setZoom(live, r[0] + step, r[1] + step); };
  }
  box.append(button('+', 'Zoom in', scaled(0.5)), button(MINUS, 'Zoom out', scaled(2)),
    button('\\u2039', 'Earlier', shifted(-0.5)), button('\\u203a', 'Later', shifted(0.5)),
    button('All', 'Show all', function () { var axis = live.spec.wide.xAxis[0]; setZoom(live, axis.min, axis.max); }));
  return box;
}
function keys(live) {
  return function (event) {
    var own = clock(live);
    var at = live.cursor === undefined ? 0 : nearest(own, live.cursor);
    var step = event.shiftKey ? 10 : 1;
    if (event.key === 'ArrowRight') at += step;
    else if (event.key === 'ArrowLeft') at -= step;
    else if (event.key === 'Home') at = 0;
    else if (event.key === 'End') at = own.length - 1;
    else return;
    event.preventDefault();
    live.readout.setAttribute('aria-live', 'polite');
    move(live, own[Math.max(0, Math.min(own.length - 1, at))][0]);
  };
}
function start(live) {
  if (live.chart) return;
  live.figure.classList.add('is-live');
  live.chart = echarts.init(live.canvas, null, { renderer: 'svg' });
  live.chart.group = 'page';
  live.chart.setOption(revive(live.spec));
  live.chart.on('updateAxisPointer', function (event) {
    var info = (event.axesInfo || [])[0];
    if (info) read(live, info.value);
  });
  live.chart.on('datazoom', function () {
    var now = live.chart.getOption().dataZoom[0];
    zoom = [now.startValue, now.endValue];
  });
  echarts.connect('page');
}
`

const START = `
payload.charts.forEach(function (spec) {
  var figure = document.querySelector('figure[data-chart="' + spec.id + '"]');
  if (!figure) return;
  var box = document.createElement('div');
  box.className = 'live';
  var canvas = document.createElement('div');
  canvas.style.height = spec.height + 'px';
  canvas.tabIndex = 0;
  canvas.setAttribute('role', 'group');
  canvas.setAttribute('aria-roledescription', 'chart');
  canvas.setAttribute('aria-label', figure.querySelector('h3').textContent + '. ' + figure.querySelector('figcaption p').textContent + ' Arrow keys move the cursor.');
  var readout = document.createElement('p');
  readout.className = 'readout';
  readout.textContent = coarse ? 'Tap for values.' : 'Point, or use the arrow keys, for values; drag to move, Ctrl and wheel to zoom.';
  var live = { spec: spec, figure: figure, canvas: canvas, readout: readout };
  canvas.addEventListener('keydown', keys(live));
  var plot = document.createElement('div');
  plot.className = 'plot';
  plot.append(canvas);
  spec.titles.forEach(function (title) {
    var line = document.createElement('p');
    line.className = 'panel-title';
    line.style.top = title.top + 'px';
    title.words.forEach(function (word) {
      var part = document.createElement('span');
      part.textContent = narrow.matches ? word[1] : word[0];
      part.style.color = word[2];
      line.append(part);
    });
    plot.append(line);
  });
  box.append(tools(live), readout, plot);
  figure.insertBefore(box, figure.querySelector('.picture'));
  charts.push(live);
});
if ('IntersectionObserver' in window) {
  var seen = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) {
      if (!entry.isIntersecting) return;
      seen.unobserve(entry.target);
      charts.forEach(function (live) { if (live.figure === entry.target) start(live); });
    });
  }, { rootMargin: '300px' });
  charts.forEach(function (live) { seen.observe(live.figure); });
} else charts.forEach(start);
var pending = 0;
window.addEventListener('resize', function () {
  cancelAnimationFrame(pending);
  pending = requestAnimationFrame(function () {
    charts.forEach(function (live) {
      if (!live.chart) return;
      live.chart.resize();
      live.chart.setOption(revive(live.spec), true);
    });
  });
});
`

/** Plain browser code; it needs `echarts` and the payload element, and leaves the page as it was where either is missing. */
export const LIVE = `(function () {
'use strict';${OPTIONS}${CURSOR}${TOOLS}${START}})();`
