/** The script of the page: makes charts live, with one cursor and one zoom for all of them. */

/** Plain browser code; it needs `echarts` and the payload element, and leaves the page as it was where either fails. */
export const LIVE = `
(function () {
'use strict';
var source = document.getElementById('payload');
if (!source || typeof echarts === 'undefined') return;
var payload = JSON.parse(source.textContent);
var THIN = '\\u202f', MINUS = '\\u2212';
function fixed(value, decimals) {
  var parts = Math.abs(value).toFixed(decimals).split('.');
  var text = parts[0].replace(/\\B(?=(\\d{3})+$)/g, THIN) + (parts[1] ? '.' + parts[1] : '');
  return value < 0 && /[1-9]/.test(text) ? MINUS + text : text;
}
var AXIS = {
  money: function (v) { return fixed(v, Number.isInteger(v) ? 0 : 2); },
  percent: function (v) { return fixed(v * 100, Number.isInteger(Math.round(v * 1e6) / 1e4) ? 0 : 1) + THIN + '%'; },
  points: function (v) { return fixed(v, (Math.abs(v).toFixed(6).split('.')[1] || '').replace(/0+$/, '').length); },
  count: function (v) { return fixed(v, 0); }
};
var READ = {
  money: function (v) { return fixed(v, 2); },
  percent: function (v) { return fixed(v * 100, 1) + THIN + '%'; },
  points: AXIS.points,
  count: AXIS.count
};
function at(minute) { return payload.from + minute * 60000; }
var columns = payload.columns.map(function (column) {
  var minutes = typeof column.minutes === 'number' ? payload.columns[column.minutes].minutes : column.minutes;
  return column.values.map(function (value, i) { return [at(minutes[i]), value]; });
});
var coarse = window.matchMedia('(pointer: coarse)').matches;
var narrow = window.matchMedia('(max-width: 700px)');
var charts = [];
var zoom = null;

function revive(spec) {
  var option = JSON.parse(JSON.stringify(narrow.matches ? spec.narrow : spec.wide));
  option.series.forEach(function (series) {
    if (series.id in spec.series) series.data = columns[spec.series[series.id]];
    if (!series.markLine) return;
    series.markArea.data = (spec.bands[series.id] || []).map(function (b) {
      return [{ coord: [at(b[1]), b[3]], itemStyle: { color: 'var(--' + b[0] + '-band)', opacity: 1,
        borderColor: 'var(--' + b[0] + '-edge)', borderWidth: b[3] === b[4] ? 5 : 1 } }, { coord: [at(b[2]), b[4]] }];
    });
    series.markLine.data = spec.verticals.map(function (m) {
      return { xAxis: at(m), label: { show: false }, lineStyle: { color: 'var(--rule)', width: 0.5, type: 'solid' } };
    }).concat(series.markLine.data);
  });
  option.yAxis.forEach(function (axis) {
    axis.axisLabel.formatter = AXIS[axis.name];
    axis.name = '';
    axis.axisPointer = { show: false };
  });
  option.xAxis.forEach(function (axis) {
    axis.axisPointer = {
      show: true, type: 'line', snap: false, triggerTooltip: false, triggerEmphasis: false, label: { show: false },
      lineStyle: { color: 'var(--ink)', width: 1, type: 'solid' }
    };
  });
  option.axisPointer = { link: [{ xAxisIndex: 'all' }], triggerOn: 'mousemove|click' };
  var zoomed = { type: 'inside', id: 'zoom', xAxisIndex: 'all', filterMode: 'none', disabled: coarse,
    zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false, moveOnMouseMove: true, preventDefaultMouseMove: false };
  if (zoom) { zoomed.startValue = zoom[0]; zoomed.endValue = zoom[1]; }
  option.dataZoom = [zoomed];
  return option;
}

function nearest(points, time) {
  var low = 0, high = points.length - 1;
  while (high - low > 1) {
    var middle = (low + high) >> 1;
    if (points[middle][0] <= time) low = middle; else high = middle;
  }
  return high >= 0 && Math.abs(points[high][0] - time) < Math.abs(points[low][0] - time) ? high : low;
}
function stamp(time) {
  var iso = new Date(time).toISOString();
  return iso.slice(11, 16) === '00:00' ? iso.slice(0, 10) : iso.slice(0, 10) + ' ' + iso.slice(11, 16);
}
function clock(live) {
  var first = live.spec.wide.series.filter(function (s) { return s.type === 'line' && s.id in live.spec.series && !/strikes/.test(s.id); })[0];
  return columns[live.spec.series[first.id]];
}
function read(live, time) {
  var own = clock(live);
  var at = own[nearest(own, time)];
  if (!at) return;
  live.cursor = at[0];
  var box = live.readout;
  box.textContent = stamp(at[0]);
  live.spec.wide.series.forEach(function (series) {
    if (series.type !== 'line' || !(series.id in live.spec.series) || /strikes/.test(series.id)) return;
    var points = columns[live.spec.series[series.id]];
    var point = points[nearest(points, at[0])];
    if (!point || point[1] === null) return;
    var bold = document.createElement('b');
    bold.textContent = READ[live.spec.wide.yAxis[series.yAxisIndex].name](point[1]);
    box.append('  ' + series.name + ' ', bold);
  });
}
function range(live) {
  var axis = live.spec.wide.xAxis[0];
  return zoom || [axis.min, axis.max];
}
function setZoom(live, from, to) {
  var axis = live.spec.wide.xAxis[0];
  var span = Math.min(to - from, axis.max - axis.min);
  from = Math.max(axis.min, Math.min(from, axis.max - span));
  live.chart.dispatchAction({ type: 'dataZoom', dataZoomId: 'zoom', startValue: from, endValue: from + span });
}
function move(live, time) {
  var seen = range(live), half = (seen[1] - seen[0]) / 2;
  if (time < seen[0] || time > seen[1]) setZoom(live, time - half, time + half);
  var x = live.chart.convertToPixel({ xAxisIndex: 0 }, time);
  var grid = live.chart.getOption().grid[0];
  live.chart.dispatchAction({ type: 'updateAxisPointer', currTrigger: 'mousemove', x: x, y: grid.top + 5 });
  read(live, time);
}
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
function openTarget() {
  var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (var at = target; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
  if (target && target.tagName === 'DETAILS') target.scrollIntoView();
}
window.addEventListener('hashchange', openTarget);
openTarget();
})();
`
