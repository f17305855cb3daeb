using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>What the next edit of an agent starts from: its open draft, or the version that runs.</summary>
/// <param name="Files">The agent's own files.</param>
/// <param name="Etag">The base_etag of the next edit; empty = it opens a draft.</param>
/// <param name="Version">The version that runs; 0 = the draft, or nothing was published.</param>
internal sealed record WorkingCopy(Agent Content, IReadOnlyDictionary<string, string> Files, string Etag, int Version, Actor? By, DateTimeOffset? At);
