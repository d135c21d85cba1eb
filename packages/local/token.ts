/** Asks an OAuth issuer for an access token by client credentials; the scopes are those the client may have. */
export async function tokenFor(issuer: string, client: string, secret: string, scope = ''): Promise<string> {
  const found = await fetch(`${issuer}/.well-known/openid-configuration`);
  const { token_endpoint } = (await found.json()) as { token_endpoint: string };
  const basic = Buffer.from(`${encodeURIComponent(client)}:${encodeURIComponent(secret)}`).toString('base64');
  const response = await fetch(token_endpoint, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...(scope ? { scope } : {}) }),
  });
  const answer = (await response.json()) as { access_token?: string; error?: string; error_description?: string };
  if (!answer.access_token)
    throw new Error(`no token for ${client}: ${answer.error} ${answer.error_description ?? ''}`);
  return answer.access_token;
}
