export interface Gate {
  readonly opened: Promise<void>;
  readonly open: () => void;
}

/** Lets one piece of a test wait for another, without a clock. */
export function gate(): Gate {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
