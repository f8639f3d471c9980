// Shows the next certificate's number while its pattern is being typed.
const preview = document.querySelector('#preview');
const pattern = document.querySelector('[name="certificateNumberPattern"]');

pattern.addEventListener('input', () => {
  preview.textContent = pattern.value.replace(/\{(seq|kind|romanMonth|year)\}/g, (_, name) => preview.dataset[name]);
});
