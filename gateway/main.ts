import { stopWithParent } from '#service/parent.ts';
import { gatewayConfig } from './config.ts';
import { serveGateway } from './serve.ts';

const served = await serveGateway(gatewayConfig(process.env));
stopWithParent(served.stop);
