// Counts what is ticked while it is being ticked; the pages work without it.
const boxes = [...document.querySelectorAll('[data-pick]')];
const all = document.querySelector('[data-pick-all]');

function count() {
  const ticked = boxes.filter((box) => box.checked);
  const sums = new Map();
  for (const group of ticked.flatMap((box) => box.dataset.pick.split(' '))) {
    sums.set(group, (sums.get(group) ?? 0) + 1);
  }
  for (const picked of document.querySelectorAll('[data-picked]')) picked.textContent = String(ticked.length);
  for (const bar of document.querySelectorAll('[data-group]')) {
    const value = Number(bar.dataset.taken) + (sums.get(bar.dataset.group) ?? 0);
    const progress = bar.querySelector('progress');
    progress.value = value;
    bar.classList.toggle('bar-over', value > progress.max);
    bar.querySelector('.bar-text').textContent = bar.dataset.pattern.replace('#', value);
  }
}

for (const box of boxes) box.addEventListener('change', count);
addEventListener('pageshow', count);
if (all) {
  all.addEventListener('click', (event) => {
    event.preventDefault();
    const tick = boxes.some((box) => !box.checked);
    for (const box of boxes) box.checked = tick;
    count();
  });
}
