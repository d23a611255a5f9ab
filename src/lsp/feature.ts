import type { ClientCapabilities, Connection, ServerCapabilities } from "vscode-languageserver/node";
import type { Session } from "./session.ts";

/** One thing that an editor can ask for. */
export interface Feature {
  /** What is announced; a client that cannot use it is told nothing of it. */
  capabilities(client: ClientCapabilities): Partial<ServerCapabilities>;
  register(connection: Connection, session: Session): void;
}
