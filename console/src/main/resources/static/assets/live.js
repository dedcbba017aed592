// Keeps a page true while it is looked at. The stream only says what has happened; what is shown always comes from the page itself, which
// is asked again and whose changed regions are put in place of the old ones. A region is an element with an id and data-region.
'use strict';
(() => {
  const root = document.documentElement;
  const light = document.getElementById('live');
  const told = document.getElementById('told');
  const waiting = new Map();
  let stream = null, timer = null, asking = false, again = false, otherZone = false, last = 0, lostAt = null, gathered = 0;

  const regions = (of = document) => [...of.querySelectorAll('[data-region]')];
  const clock = () => new Date().toLocaleTimeString('en-GB', { timeZone: zone() });
  const cookie = name => document.cookie.split('; ').find(part => part.startsWith(name + '='))?.slice(name.length + 1);
  function zone() { try { return decodeURIComponent(cookie('millrace-zone') || '') || 'UTC'; } catch { return 'UTC'; } }

  function say(state, word) {
    if (!light) return;
    light.hidden = false;
    light.dataset.state = state;
    light.querySelector('.word').textContent = word;
  }

  // At most once a second, spread so that many readers do not ask at once.
  function refresh(soon) {
    if (document.hidden) return;
    if (asking) { again = true; return; }
    if (timer && !soon) return;
    clearTimeout(timer);
    const pause = soon ? 0 : Math.max(0, 1000 - (Date.now() - last)) + Math.random() * 500;
    timer = setTimeout(ask, pause);
  }

  async function ask() {
    timer = null; asking = true; last = Date.now();
    try {
      const answer = await fetch(location.pathname + location.search, { headers: { 'X-Millrace-Again': '1' }, cache: 'no-store' });
      if (answer.status === 401 || answer.redirected) { location.reload(); return; }
      if (!answer.ok && answer.status !== 404) throw new Error(String(answer.status));
      put(new DOMParser().parseFromString(await answer.text(), 'text/html'));
    } catch {
      regions().forEach(region => stale(region));
    } finally {
      asking = false;
      if (again) { again = false; refresh(); }
    }
  }

  // What follows from a late answer, and times in another zone than the reader's, may be anywhere on the page.
  function whole(page) {
    const old = document.querySelector('main > article'), fresh = page.querySelector('main > article');
    const late = document.querySelector('[data-late]') && !page.querySelector('[data-late]');
    if (!old || !fresh || !(late || otherZone)) return false;
    otherZone = false;
    old.replaceWith(fresh);
    open();
    return true;
  }

  function put(page) {
    if (whole(page)) return;
    for (const fresh of regions(page)) {
      const old = document.getElementById(fresh.id);
      if (!old) continue;
      if (fresh.querySelector('[data-silent], [data-late]') && !old.querySelector('[data-silent], [data-late]')) { stale(old); continue; }
      old.querySelector(':scope > .stale')?.remove();
      if (plain(fresh) === plain(old)) { old.dataset.since = clock(); waiting.delete(fresh.id); old.querySelector(':scope > .newer')?.remove(); continue; }
      if (inUse(old) && !old.querySelector('[data-silent], [data-late]')) { offer(old, fresh); continue; }
      replace(old, fresh);
    }
  }

  // Without what this script has put there itself.
  function plain(region) {
    const copy = region.cloneNode(true);
    copy.querySelectorAll('.newer, .stale').forEach(note => note.remove());
    copy.querySelectorAll('details').forEach(fold => fold.removeAttribute('open'));
    copy.querySelectorAll('input[name="_csrf"], input[name="key"], time[data-age]').forEach(often => often.remove());
    return copy.innerHTML;
  }

  function inUse(region) {
    const selection = getSelection();
    return region.contains(document.activeElement) || region.querySelector('details[open]:not([data-open])')
      || (selection && !selection.isCollapsed && region.contains(selection.anchorNode));
  }

  function replace(old, fresh) {
    const late = old.querySelector('[data-late]');
    fresh.dataset.since = clock();
    old.replaceWith(fresh);
    waiting.delete(fresh.id);
    if (!late) {
      fresh.classList.add('changed');
      fresh.addEventListener('animationend', () => fresh.classList.remove('changed'), { once: true });
      tell();
    }
  }

  function offer(old, fresh) {
    const seen = waiting.get(fresh.id);
    if (seen && plain(seen.fresh) === plain(fresh)) return;
    const changes = (seen ? seen.changes : 0) + 1;
    waiting.set(fresh.id, { fresh, changes });
    let button = old.querySelector(':scope > .newer');
    if (!button) {
      button = document.createElement('button');
      button.type = 'button';
      button.className = 'newer';
      button.addEventListener('click', () => { const next = waiting.get(old.id); if (next) replace(old, next.fresh); });
      old.prepend(button);
    }
    button.textContent = changes === 1 ? '1 change, show' : changes + ' changes, show';
  }

  function stale(region) {
    if (region.querySelector(':scope > .stale')) return;
    const note = document.createElement('p');
    note.className = 'stale';
    note.textContent = 'not renewed since ' + (region.dataset.since || clock());
    region.prepend(note);
  }

  // One polite word for all changes of ten seconds.
  function tell() {
    if (gathered++ > 0) return;
    setTimeout(() => { told.textContent = gathered === 1 ? 'A part of this page has changed.' : gathered + ' parts of this page have changed.'; gathered = 0; }, 10000);
  }

  // data-live="cascade:ID pipeline:NAME dataset:NAME model:NAME topic:NAME", with * for any; what the message names decides.
  function named(message) {
    return regions().some(region => (region.dataset.live || '').split(' ').some(wish => {
      const at = wish.indexOf(':');
      const kind = wish.slice(0, at), name = wish.slice(at + 1);
      return at > 0 && message[kind] && (name === '*' || name === message[kind]);
    }));
  }

  function open() {
    if (stream || document.hidden || !regions().some(region => region.dataset.live)) return;
    stream = new EventSource('/live');
    stream.onopen = () => { say('live', 'live'); if (lostAt) { lostAt = null; refresh(); } };
    stream.onmessage = event => {
      const message = JSON.parse(event.data);
      if (message.topic) document.querySelectorAll('[data-edge="' + CSS.escape(message.topic) + '"]').forEach(brighten);
      if (message.again || named(message)) refresh();
    };
    stream.onerror = () => {
      lostAt = lostAt || clock();
      say('reconnecting', 'reconnecting since ' + lostAt);
      if (stream && stream.readyState === EventSource.CLOSED) { stream = null; setTimeout(open, 5000); }
    };
  }

  function brighten(edge) { edge.classList.remove('passing'); void edge.getBoundingClientRect(); edge.classList.add('passing'); }

  function close() { if (stream) { stream.close(); stream = null; say('paused', 'paused'); } }

  const polls = { 2: Date.now(), 15: Date.now() };
  function tick() {
    const now = Date.now();
    for (const seconds of Object.keys(polls)) {
      if (document.querySelector('[data-poll="' + seconds + '"]') && now - polls[seconds] >= seconds * 1000) { polls[seconds] = now; refresh(); }
    }
  }

  document.addEventListener('visibilitychange', () => { if (document.hidden) close(); else { open(); refresh(); } });
  addEventListener('pagehide', close);
  addEventListener('pageshow', event => { if (event.persisted) { open(); refresh(); } });

  // The zone is the browser's until the reader chooses another.
  const main = document.getElementById('content');
  if (main && main.dataset.zoneKnown === 'false') {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (own) {
      document.cookie = 'millrace-zone=' + encodeURIComponent(own) + '; path=/; max-age=31536000; SameSite=Lax';
      if (own !== 'UTC') again = otherZone = true;
    }
  }

  // Keys: single ones only where nothing is typed, and not where the reader has switched them off.
  const places = { o: '/', c: '/cascades', p: '/pipelines', r: '/runs', m: '/models', d: '/data', a: '/alerts', s: '/operations' };
  let went = 0;
  document.addEventListener('keydown', event => {
    const typing = event.target.closest('input, textarea, select, [contenteditable]');
    if (root.dataset.shortcuts === 'off' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '/') { document.getElementById('find')?.focus(); event.preventDefault(); }
    else if (event.key === '?') document.getElementById('keys').showModal();
    else if (event.key === 'g') went = Date.now();
    else if (Date.now() - went < 1500 && places[event.key]) location.assign(places[event.key]);
  });

  document.addEventListener('click', event => {
    const copy = event.target.closest('[data-copy]');
    if (copy) navigator.clipboard?.writeText(copy.dataset.copy || location.href).then(() => { told.textContent = 'Copied.'; copy.textContent = 'copied'; });
    document.querySelectorAll('details.who[open]').forEach(menu => { if (!menu.contains(event.target)) menu.open = false; });
  });

  const start = clock();
  regions().forEach(region => { region.dataset.since = start; });
  open();
  if (again || document.querySelector('[data-late]')) { again = false; refresh(true); }
  setInterval(tick, 1000);
})();
