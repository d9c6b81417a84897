/** What came with the client's request beside the caller; travels under the same seal. */
export interface RequestFacts {
  readonly requestId: string;
  readonly userAgent: string | null;
  readonly ipAddress: string | null;
  readonly acceptLanguage: string | null;
  /** Of a client that has its refresh token kept in a cookie; identity alone is told it, and in mutations only. */
  readonly session?: {
    /** What the cookie holds; null where none came. */
    readonly refreshToken: string | null;
  };
}
