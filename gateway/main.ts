import { stopWithParent } from '#service/parent.ts';
import { gatewayConfig } from './config.ts';
import { serveGateway } from './serve.ts';

const served = await serveGateway(gatewayConfig(process.env));
stopWithParent(served.stop);
// Contracts, agreements and documents are read anew; a bad one is refused and nothing changes.
process.on('SIGHUP', () => void served.reload());
