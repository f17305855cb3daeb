namespace OmniForge.Server.Storage;

/// <summary>A row of one tenant: filtered on every query, stamped and checked on every save.</summary>
internal interface ITenantOwned
{
    string TenantId { get; set; }
}
