// Sorts and filters the table of documents, and opens a document. Without it the charts, the tables and the pages of a
// folder still work.
(() => {
  'use strict';
  const overview = document.getElementById('overview');
  const view = document.getElementById('view');
  const list = document.getElementById('list');
  let opened = null;
  let place = 0;

  if (list) {
    const body = list.tBodies[0];
    // Thousands of rows are read when they are first sorted or filtered, and not before the page is there.
    let known = null;
    const rows = () => known ??= Array.from(body.rows, (row) => ({
      row,
      text: row.textContent.toLowerCase(),
      cells: Array.from(row.cells, (cell) => cell.textContent),
    }));
    const collator = new Intl.Collator('en', { numeric: true });
    list.tHead.addEventListener('click', (event) => {
      const head = event.target.closest('button')?.parentElement;
      if (!head) return;
      const column = head.cellIndex;
      const isNumber = head.classList.contains('n');
      const was = head.getAttribute('aria-sort');
      // Of numbers, the largest are of interest.
      const down = was ? was === 'ascending' : isNumber;
      for (const other of list.tHead.rows[0].cells) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const compare = isNumber
        ? (a, b) => a.cells[column] - b.cells[column]
        : (a, b) => collator.compare(a.cells[column], b.cells[column]);
      rows().sort(down ? (a, b) => compare(b, a) : compare);
      body.append(...rows().map(({ row }) => row));
    });

    const find = document.getElementById('find');
    const family = document.getElementById('family');
    const faulty = document.getElementById('faulty');
    const shown = document.getElementById('shown');
    const filter = () => {
      const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
      let count = 0;
      for (const { row, text, cells } of rows()) {
        const fits = words.every((word) => text.includes(word))
          && (!family.value || cells[4] === family.value)
          && (!faulty.checked || Number(cells[6]) > 0);
        row.hidden = !fits;
        count += fits;
      }
      const all = rows().length.toLocaleString('en');
      shown.textContent = count === rows().length ? `${all} documents` : `${count.toLocaleString('en')} of ${all} documents`;
    };
    for (const control of [find, family, faulty]) {
      control.addEventListener('input', filter);
      // A browser that comes back to the page remembers what was filled in.
      if (control.type === 'checkbox' ? control.checked : control.value) filter();
    }
  }

  // The address says what is open: #d12 is the twelfth document, #d12/f3 its fourth finding.
  const route = () => {
    const match = /^#(d\d+)(?:\/(f\d+))?$/.exec(location.hash);
    const data = match && document.getElementById(`data-${match[1]}`);
    if (!data) {
      if (opened) {
        const link = list?.querySelector(`a[href="#${opened}"]`);
        opened = null;
        view.replaceChildren();
        view.hidden = true;
        overview.hidden = false;
        link?.focus();
      }
      return;
    }
    if (opened !== match[1]) {
      opened = match[1];
      place = -1;
      view.innerHTML = data.textContent;
      view.querySelector('.back').setAttribute('href', '#documents');
      explain();
      overview.hidden = true;
      view.hidden = false;
      window.scrollTo(0, 0);
      view.querySelector('h1').focus();
    }
    if (match[2]) show(document.getElementById(match[2]));
  };
  // A mark says what its finding says.
  const explain = () => {
    for (const link of view.querySelectorAll('.findings a')) {
      const mark = document.getElementById(link.getAttribute('href').slice(1));
      if (mark) mark.title = link.parentElement.textContent;
    }
  };
  const show = (mark) => {
    if (!mark) return;
    mark.scrollIntoView({ block: 'center' });
    mark.focus({ preventScroll: true });
  };
  if (overview) {
    view.addEventListener('click', (event) => {
      const target = event.target.closest('a')?.getAttribute('href');
      if (target && /^#f\d+$/.test(target)) {
        event.preventDefault();
        place = Number(target.slice(2));
        const address = `#${opened}/${target.slice(1)}`;
        if (location.hash === address) route();
        else location.hash = address;
      }
    });
    window.addEventListener('hashchange', route);
    route();
  } else {
    explain();
  }

  // n and p go to the next and the previous finding, Escape to the table, and / to its filter.
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT)$/.test(event.target.tagName)) return;
    const isOpen = !view.hidden;
    if (isOpen && (event.key === 'n' || event.key === 'p')) {
      const marks = view.querySelectorAll('.findings a');
      if (!marks.length) return;
      place = Math.max(0, Math.min(marks.length - 1, place + (event.key === 'n' ? 1 : -1)));
      marks[place].click();
    } else if (isOpen && event.key === 'Escape') {
      view.querySelector('.back').click();
    } else if (!isOpen && event.key === '/') {
      event.preventDefault();
      document.getElementById('find')?.focus();
    }
  });
})();
