import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.neo4j.configuration.GraphDatabaseInternalSettings;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.SettingImpl;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.graphdb.config.Setting;

/**
 * A Neo4j server on 127.0.0.1, with authentication: Neo4jServer.java FOLDER PORT. Prints "ready" when it answers. Stops
 * cleanly at SIGTERM, at SIGINT, and when its standard input ends, so that it does not outlive who started it.
 */
public class Neo4jServer {
  private static final long PAGE_CACHE_BYTES = 256L << 20;
  /** Else a stop takes ten seconds more, after all data is on the disk. A number in 5.26, a duration in 2026. */
  private static final Setting<?> QUIET_PERIOD = GraphDatabaseInternalSettings.netty_server_shutdown_quiet_period;

  public static void main(String[] arguments) throws IOException {
    var address = new SocketAddress("127.0.0.1", Integer.parseInt(arguments[1]));
    var server = new DatabaseManagementServiceBuilder(Path.of(arguments[0]))
        .setConfig(BoltConnector.enabled, true)
        .setConfig(BoltConnector.listen_address, address)
        // What a client of neo4j:// is sent to.
        .setConfig(BoltConnector.advertised_address, address)
        .setConfig(GraphDatabaseSettings.auth_enabled, true)
        .setConfig(GraphDatabaseSettings.pagecache_memory, PAGE_CACHE_BYTES)
        // Else every folder, however little it holds, takes half a gigabyte of disk.
        .setConfig(GraphDatabaseSettings.preallocate_logical_logs, false)
        // Nothing about its use is sent anywhere.
        .setConfig(GraphDatabaseSettings.udc_enabled, false)
        .setConfig(Map.of(QUIET_PERIOD, ((SettingImpl<?>) QUIET_PERIOD).parse("0")))
        .build();
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
    System.out.println("ready");
    while (System.in.read() != -1) {}
    System.exit(0);
  }
}
