using Microsoft.CodeAnalysis.CSharp.Syntax;
using OmniForge.Architecture.Tests.Reading;

namespace OmniForge.Architecture.Tests;

public class PlacementTests
{
    [Fact]
    public void Only_the_wire_edge_sees_the_types_of_a_call() => Check(
        "wire-types",
        ["ServerCallContext", "RpcException"],
        file => IsWireEdge(file) || InHosting(file) || InServer(file, "Streams") || file.Project == "OmniForge.Client");

    [Fact]
    public void Only_storage_and_rows_configure_the_database() => Check(
        "database-configuration",
        ["ModelBuilder", "EntityTypeBuilder", "IEntityTypeConfiguration", "OnModelCreating", "ModelConfigurationBuilder"],
        file => InServer(file, "Storage") || file.Name.EndsWith("Row.cs", StringComparison.Ordinal));

    [Fact]
    public void Only_the_cluster_and_the_grains_see_Orleans() => Check(
        "orleans",
        ["Orleans", "Grain", "IGrainFactory", "IClusterClient", "ISiloBuilder", "GetGrain", "IGrainWithStringKey", "UseOrleans"],
        file => InServer(file, "Cluster") || file.Name.EndsWith("Grain.cs", StringComparison.Ordinal));

    [Fact]
    public void Orleans_stores_reminds_and_streams_nothing() => Check(
        "orleans-storage",
        ["IPersistentState", "PersistentState", "IRemindable", "IGrainReminder", "IAsyncStream", "IStreamProvider", "ReadStateAsync"],
        _ => false);

    [Fact]
    public void Only_the_language_server_knows_its_wire() => Check(
        "language-server-wire",
        ["StreamJsonRpc", "JsonRpc", "PublishDiagnosticsParams"],
        file => file.Project == "OmniForge.LanguageServer");

    [Fact]
    public void Only_the_programs_own_terminal_prints() => Check(
        "console",
        ["AnsiConsole"],
        file => file.Name == "Program.cs" || (file.Project == "OmniForge.Cli" && InTerminal(file)));

    [Fact]
    public void A_secret_is_revealed_only_where_a_reason_is_given() => Check("revealed-secrets", ["Reveal"], file => file.Name == "Secret.cs");

    [Fact]
    public void Tokens_of_the_earlier_platform_are_read_by_one_command_and_never_by_the_server() => Check(
        "earlier-tokens",
        ["FernetToken", "FernetKey", "FernetExport", "FernetReading", "FernetFault"],
        file => file.Project == "OmniForge.Cli" && file.Slice == "Fernet");

    [Fact]
    public void Filters_are_ignored_and_SQL_is_written_by_hand_only_where_a_reason_is_given() => Check(
        "raw-sql",
        [
            "IgnoreQueryFilters", "FromSql", "FromSqlRaw", "FromSqlInterpolated", "ExecuteSql", "ExecuteSqlRaw", "ExecuteSqlRawAsync",
            "ExecuteSqlAsync", "ExecuteSqlInterpolated", "ExecuteSqlInterpolatedAsync", "SqlQuery", "SqlQueryRaw", "CommandText",
        ],
        _ => false);

    [Fact]
    public void The_ban_on_clocks_and_consoles_is_lifted_only_where_a_reason_is_given() => AllowList.Check(
        "banned-symbols",
        from path in Sources.All
        where path.StartsWith("src/", StringComparison.Ordinal) && Path.GetExtension(path) is ".cs" or ".csproj" or ".props"
        where !path.EndsWith("/Program.cs", StringComparison.Ordinal) && !path.EndsWith("/Terminal.cs", StringComparison.Ordinal)
        where Sources.Read(path).Contains("RS0030", StringComparison.Ordinal)
        select path);

    [Fact]
    public void Rows_never_leave_their_slice()
    {
        var homes = (
            from file in Sources.Of("OmniForge.Server")
            from type in file.Types
            let name = type.Identifier.ValueText
            where name.EndsWith("Row", StringComparison.Ordinal)
            select (name, file.Slice)).ToDictionary(row => row.name, row => row.Slice, StringComparer.Ordinal);
        AllowList.Check(
            "foreign-rows",
            from file in Sources.Of("OmniForge.Server")
            where file.Slice != "Storage"
            from name in file.Identifiers.Select(token => token.ValueText)
            where homes.TryGetValue(name, out var home) && home != file.Slice && home != "Storage"
            select $"{file.Path}#{name}");
    }

    [Fact]
    public void A_grain_never_leaves_its_scheduler() => AllowList.Check(
        "grain-scheduler",
        from file in Sources.Of("OmniForge.Server")
        where file.Name.EndsWith("Grain.cs", StringComparison.Ordinal)
        where file.Identifiers.Any(token => token.ValueText == "ConfigureAwait" || token.Parent?.Parent?.ToString() == "Task.Run")
        select file.Path);

    private static bool IsWireEdge(SourceFile file)
        => file.Name.EndsWith("Rpc.cs", StringComparison.Ordinal) || file.Name.EndsWith("Interceptor.cs", StringComparison.Ordinal);

    private static bool InHosting(SourceFile file) => InServer(file, "Hosting");

    private static bool InServer(SourceFile file, string slice) => file.Project == "OmniForge.Server" && file.Slice == slice;

    private static bool InTerminal(SourceFile file)
        => file.Slice == "Terminal" || file.Name.Contains("Terminal", StringComparison.Ordinal);

    private static void Check(string rule, string[] names, Func<SourceFile, bool> mayKnow)
    {
        var known = names.ToHashSet(StringComparer.Ordinal);
        AllowList.Check(
            rule,
            from file in Sources.Programs
            where !mayKnow(file)
            from token in file.Identifiers
            let name = token.ValueText
            // A type of ours called like a platform's property is not that property.
            where known.Contains(name)
                && (name != "CommandText" || (token.Parent?.Parent is MemberAccessExpressionSyntax { Name: var member } && member == token.Parent))
            group name by file.Path into found
            select $"{found.Key} uses {string.Join(", ", found.Distinct())}");
    }
}
