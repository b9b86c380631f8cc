(() => {
'use strict';
const table = document.querySelector('.matrix'), form = document.getElementById('choose');
if (!table) return;
const heads = [...table.tHead.rows[0].cells].slice(2), region = document.getElementById('region'), tier = document.getElementById('tier');
const holes = document.getElementById('holes'), told = document.getElementById('told');
form.hidden = false;
function choose() {
  const shown = heads.map(head => (!region.value || head.dataset.region === region.value) && (!tier.value || head.dataset.tier === tier.value));
  heads.forEach((head, i) => { head.hidden = !shown[i]; });
  let rows = 0;
  for (const row of table.tBodies[0].rows) {
    const cells = [...row.cells].slice(2);
    cells.forEach((cell, i) => { cell.hidden = !shown[i]; });
    const own = cells.filter((cell, i) => shown[i]);
    const having = own.filter(cell => cell.firstElementChild).length;
    row.cells[1].textContent = having;
    row.hidden = !own.length || (holes.checked && having === own.length) || (!having && own.length < cells.length && !holes.checked);
    if (!row.hidden) rows += 1;
  }
  told.textContent = `${shown.filter(Boolean).length} of ${heads.length} councils, ${rows} topics`;
}
form.addEventListener('input', choose);
form.addEventListener('submit', event => event.preventDefault());
choose();
})();
