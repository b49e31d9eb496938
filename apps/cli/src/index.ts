/**
 * The command line, and the one place that puts everything together: log, projections, apps. Leaves every rule about
 * facts to the packages. Promises: data on stdout and everything else on stderr; documented exit codes; a query is the
 * same HTTP request whether a server answers it or this process does.
 */
export { main, run } from './main.ts';
