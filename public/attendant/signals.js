// What is heard and felt of an answer, for eyes that are on the queue.

const tunes = {
  welcome: { notes: [880, 1320], seconds: 0.12, beats: [80] },
  already: { notes: [660, 660], seconds: 0.12, beats: [80, 80, 80] },
};
const refusal = { notes: [220, 180], seconds: 0.28, beats: [350] };

let audio = null;

/** Browsers let a page sound only after it was touched. */
export function allowSound() {
  try {
    audio ??= new AudioContext();
    if (audio.state === 'suspended') void audio.resume();
  } catch {
    audio = null;
  }
}

export function signal(kind) {
  const { notes, seconds, beats } = tunes[kind] ?? refusal;
  navigator.vibrate?.(beats);
  if (audio === null) return;
  notes.forEach((frequency, index) => {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const start = audio.currentTime + index * seconds;
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0.25, start);
    volume.gain.exponentialRampToValueAtTime(0.001, start + seconds);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + seconds);
  });
}
