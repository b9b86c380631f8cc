(() => {
'use strict';
const table = document.querySelector('.answer'), box = document.getElementById('choose');
if (!table || !box) return;
const words = document.getElementById('words'), column = document.getElementById('column'), told = document.getElementById('told');
box.hidden = false;
function choose() {
  const text = words.value.trim().toLowerCase();
  let shown = 0;
  for (const row of table.tBodies[0].rows) {
    const cells = column.value === '' ? [...row.cells] : [row.cells[Number(column.value)]];
    row.hidden = !cells.some(cell => cell.textContent.toLowerCase().includes(text));
    if (!row.hidden) shown += 1;
  }
  told.textContent = text ? `${shown} of ${table.tBodies[0].rows.length} rows` : '';
}
box.addEventListener('input', choose);
})();
