/**
 * Loaded before a server, it lets the parent move the wall clock of the process: `child.send({ clockBy: milliseconds })`.
 * Timers go on as ever, as they do when an operator or NTP sets the clock of a machine.
 */
const RealDate = Date;
const realNow = RealDate.now.bind(RealDate);
let offset = Number(process.env.CLOCK_BY ?? 0);

RealDate.now = () => realNow() + offset;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [target.now()] : given, made),
  apply: (target) => new target(target.now()).toString(),
});

process.on('message', ({ clockBy }) => {
  offset = clockBy;
});
/** Nobody is left to stop it. */
process.on('disconnect', () => process.exit(1));
process.channel?.unref();
