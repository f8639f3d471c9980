// Makes the forms kinder; every page works without it.
const summary = document.querySelector('.flash-error[tabindex]');
if (summary) summary.focus();

for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener('submit', (event) => {
    if (event.submitter?.formTarget) return;
    if (form.dataset.sent === 'yes') event.preventDefault();
    form.dataset.sent = 'yes';
  });
}

// Whoever comes back with the browser's arrow may send again.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
});
