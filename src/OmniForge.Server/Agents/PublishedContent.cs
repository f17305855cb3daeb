using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>What runs: the versioned fields and the files of every skill they name, those of the tenant layer included.</summary>
/// <param name="Agent">Versioned fields only.</param>
/// <param name="Manifest">`skill/SKILL.md` → SHA-256 of its bytes.</param>
/// <param name="Etag">Of the draft; the number of a version.</param>
internal sealed record PublishedContent(Agent Agent, IReadOnlyDictionary<string, string> Manifest, string Etag);
