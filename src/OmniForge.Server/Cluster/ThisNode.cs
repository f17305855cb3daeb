namespace OmniForge.Server.Cluster;

/// <summary>Who this process is in the cluster.</summary>
internal sealed class ThisNode(ILocalSiloDetails silo)
{
    /// <summary>Address and port with the generation of this start: no two starts of one machine are the same owner.</summary>
    public string Address { get; } = silo.SiloAddress.ToParsableString();
}
