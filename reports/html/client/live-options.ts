/** Live charts, first part: the payload as columns, and options with their points and formats put in. */

/** Browser code; it expects to stand in a function together with the parts after it. */
export const OPTIONS = `
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
`
