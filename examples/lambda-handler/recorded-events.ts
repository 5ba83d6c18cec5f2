import type { ALBEvent, APIGatewayProxyEvent, APIGatewayProxyEventV2 } from 'aws-lambda';

/** A delivery as received over HTTP. */
export interface Delivery {
  readonly body: string;
  /** Names are lowercase. */
  readonly headers: Record<string, string>;
}

/** Returns the event of an HTTP API or a function URL: payload format 2.0, here with a base64 body. */
export function functionUrlEvent({ body, headers }: Delivery): APIGatewayProxyEventV2 {
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: '/',
    rawQueryString: '',
    headers,
    requestContext: {
      accountId: 'anonymous',
      apiId: 'abcdefghijklmnop',
      domainName: 'abcdefghijklmnop.lambda-url.eu-central-1.on.aws',
      domainPrefix: 'abcdefghijklmnop',
      http: {
        method: 'POST',
        path: '/',
        protocol: 'HTTP/1.1',
        sourceIp: '192.0.2.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: '2f1d1f7e-0f5c-4c8b-9d55-7f8f4c3b2a10',
      routeKey: '$default',
      stage: '$default',
      time: '22/Nov/2026:01:00:00 +0000',
      timeEpoch: 1_795_309_200_000,
    },
    body: Buffer.from(body).toString('base64'),
    isBase64Encoded: true,
  };
}

/** Returns the event of a REST API: payload format 1.0, with header names as sent. */
export function restApiEvent({ body, headers }: Delivery): Partial<APIGatewayProxyEvent> {
  const sent = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [capitalise(name), value]),
  );
  return {
    resource: '/webhooks',
    path: '/webhooks',
    httpMethod: 'POST',
    headers: sent,
    multiValueHeaders: valuesInLists(sent),
    queryStringParameters: null,
    pathParameters: null,
    stageVariables: null,
    body,
    isBase64Encoded: false,
  };
}

/** Returns the event of a load balancer with multi-value headers. */
export function loadBalancerEvent({ body, headers }: Delivery): ALBEvent {
  return {
    requestContext: {
      elb: {
        targetGroupArn:
          'arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/webhooks/0123456789abcdef',
      },
    },
    httpMethod: 'POST',
    path: '/webhooks',
    multiValueQueryStringParameters: {},
    multiValueHeaders: valuesInLists(headers),
    body,
    isBase64Encoded: false,
  };
}

function capitalise(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}

function valuesInLists(headers: Record<string, string>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
}
