/** Live charts, second part: the cursor, what it reads, and the window of time that is shown. */

/** Browser code; it uses `columns`, `zoom`, `READ` and `at` of the first part. */
export const CURSOR = `
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
`
