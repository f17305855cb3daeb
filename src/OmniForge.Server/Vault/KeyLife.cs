namespace OmniForge.Server.Vault;

/// <summary>How long a data key seals. With random nonces of 96 bits, AES-GCM stays safe far beyond the number of seals used here.</summary>
/// <param name="MostSeals">Values sealed with one data key.</param>
/// <param name="MostAge">Time after which the next value gets a new data key.</param>
/// <param name="Block">Seals a node reserves at once; those it does not use are lost.</param>
/// <param name="Believed">How long a node seals without looking whether the key was retired.</param>
internal sealed record KeyLife(long MostSeals, TimeSpan MostAge, int Block, TimeSpan Believed)
{
    public static readonly KeyLife Normal = new(1 << 24, TimeSpan.FromDays(90), 1024, TimeSpan.FromSeconds(5));
}
