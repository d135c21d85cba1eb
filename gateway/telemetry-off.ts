// @apollo/gateway decides in its constructor whether to call cloud metadata addresses and a reporting service.
process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
