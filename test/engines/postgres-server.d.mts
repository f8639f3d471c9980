export interface PostgresServer {
  readonly url: (database: string) => string;
  readonly stop: () => Promise<void>;
  readonly crash: () => Promise<void>;
  readonly restart: () => Promise<void>;
}

export function startPostgres(flags?: readonly string[], folder?: string): Promise<PostgresServer>;
