namespace OmniForge.Server.Tenancy;

/// <summary>What each role may do. Roles are a set and add up.</summary>
internal static class Roles
{
    private static readonly string[] Reads =
    [
        "agents.read", "skills.read", "executions.read", "schedules.read", "triggers.read", "conversations.read", "connections.read",
    ];

    private static readonly string[] Builds =
    [
        "conversations.write", "agents.write", "skills.write", "schedules.write", "triggers.write", "connections.write", "executions.dry_run",
    ];

    private static readonly string[] Operates =
    [
        "agents.operate", "schedules.operate", "executions.start", "executions.cancel", "executions.dry_run", "interrupts.resolve", "connections.write",
    ];

    private static readonly string[] Administers = ["agents.archive", "skills.write_tenant", "keys.manage", "members.manage", "mcp.manage"];

    private static readonly Dictionary<string, string[]> Table = new()
    {
        ["viewer"] = Reads,
        ["builder"] = [.. Reads, .. Builds, "agents.archive_own"],
        ["operator"] = [.. Reads, .. Operates],
        ["admin"] = [.. Reads, .. Builds, .. Operates, .. Administers],
        ["owner"] = [.. Reads, .. Builds, .. Operates, .. Administers, "owners.manage", "tenant.export", "tenant.delete"],
        ["platform"] = ["tenants.create", "tenants.suspend", "quotas.write", "kill.any"],
    };

    public static IReadOnlyCollection<string> Names => Table.Keys;

    public static IReadOnlySet<string> PermissionsOf(IEnumerable<string> roles)
        => roles.SelectMany(role => Table.GetValueOrDefault(role, [])).ToHashSet();
}
