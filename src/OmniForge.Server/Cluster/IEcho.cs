namespace OmniForge.Server.Cluster;

/// <summary>One kind of event between nodes.</summary>
internal interface IEcho
{
    void Note(Interest interest);

    void Hear(Told told);
}
