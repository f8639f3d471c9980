// Copies a text that stands on the page; without this script it can be marked by hand.
for (const button of document.querySelectorAll('[data-copies]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const text = document.getElementById(button.dataset.copies);
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
    } catch {
      document.execCommand('copy');
    }
    button.querySelector('span').textContent = button.dataset.done;
  });
}
