using OmniForge.V1;

namespace OmniForge.Server.Tenancy;

/// <summary>Who calls, as the credential says. The only source of a tenant.</summary>
internal sealed record Caller(string TenantId, ActorKind Kind, string Id, string DisplayName, IReadOnlySet<string> Permissions)
{
    public bool May(string permission) => Permissions.Contains(permission);

    public Actor ToActor() => new() { Kind = Kind, Id = Id, DisplayName = DisplayName };

    /// <summary>The platform itself, within one tenant: schedules, recovery.</summary>
    public static Caller System(string tenantId) => new(tenantId, ActorKind.System, "system", "OmniForge", Roles.PermissionsOf(["owner"]));

    public static Caller Schedule(string tenantId, string scheduleId)
        => new(tenantId, ActorKind.Schedule, scheduleId, "schedule", Roles.PermissionsOf(["operator"]));

    public static Caller Trigger(string tenantId, string triggerId)
        => new(tenantId, ActorKind.Trigger, triggerId, "trigger", Roles.PermissionsOf(["operator"]));
}
