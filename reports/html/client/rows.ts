/** The script that lists rows: it builds them from their lines of data as they come into view, and opens what a link leads to. */

/** Plain browser code. What is folded is built when it is opened. */
export const ROWS = `(function () {
'use strict';
var STEP = 100;
var lists = {};
function listOf(name) {
  if (!lists[name]) {
    var lines = document.getElementById('rows-' + name).textContent.split('\\n');
    lists[name] = { head: JSON.parse(lines[0]), lines: lines.slice(1) };
  }
  return lists[name];
}
function attribute(element, all) {
  for (var name in all) element.setAttribute(name, all[name]);
}
function build(head, tree, parent, space) {
  if (typeof tree === 'string') return parent.append(tree);
  if (typeof tree === 'number') return parent.append(head.words[tree]);
  var tag = head.shapes[tree[0]][0];
  var inner = tag === 'svg' ? 'http://www.w3.org/2000/svg' : space;
  var made = document.createElementNS(inner, tag);
  attribute(made, head.shapes[tree[0]][1]);
  var own = tree.length > 1 && typeof tree[1] === 'object' && !Array.isArray(tree[1]);
  if (own) attribute(made, tree[1]);
  var children = tree.slice(own ? 2 : 1);
  function add(child) { build(head, child, made, inner); }
  if (tag === 'details') {
    add(children[0]);
    made.addEventListener('toggle', function () { children.slice(1).forEach(add); }, { once: true });
  } else children.forEach(add);
  parent.append(made);
}
function reach(rest, from, to) {
  rest.dataset.from = from;
  rest.dataset.to = to;
  rest.hidden = from === to;
  rest.querySelector('span').textContent = String(to - from).replace(/\\B(?=(\\d{3})+$)/g, '\\u202f');
}
function list(rest, from, to) {
  var all = listOf(rest.dataset.list), made = document.createDocumentFragment(), start = +rest.dataset.from;
  if (from > start) {
    var before = rest.cloneNode(true);
    before.querySelector('button').remove();
    reach(before, start, from);
    rest.before(before);
    offer(before);
  }
  for (var i = from; i < to; i++)
    build(all.head, JSON.parse(all.lines[i - all.head.first]), made, 'http://www.w3.org/1999/xhtml');
  var first = made.firstElementChild;
  rest.before(made);
  reach(rest, to, +rest.dataset.to);
  return first;
}
function more(rest) {
  var from = +rest.dataset.from;
  return list(rest, from, Math.min(from + STEP, +rest.dataset.to));
}
var seen = 'IntersectionObserver' in window && new IntersectionObserver(function (entries) {
  entries.forEach(function (entry) {
    if (entry.isIntersecting && !entry.target.hidden && !entry.target.nextElementSibling) more(entry.target);
  });
}, { rootMargin: '600px' });
function offer(rest) {
  var button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'List more';
  button.addEventListener('click', function () {
    var first = more(rest);
    (first.querySelector('summary') || first).focus();
  });
  rest.append(' ', button);
  if (seen) seen.observe(rest);
}
function listTarget(id) {
  var rests = document.querySelectorAll('.rest'), sought = '"id":' + JSON.stringify(id);
  for (var k = 0; k < rests.length; k++) {
    var rest = rests[k], all = listOf(rest.dataset.list), first = all.head.first;
    for (var i = +rest.dataset.from; i < +rest.dataset.to; i++)
      if (all.lines[i - first].indexOf(sought) >= 0) return list(rest, i, Math.min(i + STEP, +rest.dataset.to));
  }
  return null;
}
function openTarget() {
  if (location.hash.length < 2) return;
  var id = decodeURIComponent(location.hash.slice(1));
  var target = document.getElementById(id) || listTarget(id);
  for (var at = target; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
  if (target && target.tagName === 'DETAILS') target.scrollIntoView();
}
document.querySelectorAll('.rest').forEach(offer);
window.addEventListener('hashchange', openTarget);
openTarget();
})();`
