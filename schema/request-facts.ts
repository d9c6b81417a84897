/** What came with the client's request beside the caller; travels under the same seal. */
export interface RequestFacts {
  readonly requestId: string;
  readonly userAgent: string | null;
  readonly ipAddress: string | null;
  readonly acceptLanguage: string | null;
}
