using OmniForge.Server.Tests.Hosting;

namespace OmniForge.Server.Tests.Schedules;

/// <summary>
/// A server of their own for the tests whose clocks are years ahead: what they claim is everything that is due by then, of all
/// tenants, and a schedule that another test made would run in the middle of it.
/// </summary>
[CollectionDefinition(ScheduleStage.OneAtATime)]
public sealed class ScheduleClocks : ICollectionFixture<SqliteClocks>, ICollectionFixture<PostgresClocks>;

public sealed class SqliteClocks : SqliteServer;

public sealed class PostgresClocks : PostgresServer;
