using OmniForge.V1;

namespace OmniForge.Server.Skills;

/// <summary>A skill as it is kept, whatever its layer.</summary>
/// <param name="Files">`name/SKILL.md` and the files beside it → SHA-256.</param>
/// <param name="Revision">Of the tenant layer; the version an agent's skill belongs to, 0 = its draft.</param>
internal sealed record StoredSkill(SkillId Id, IReadOnlyDictionary<string, string> Files, int Revision, string Etag)
{
    public Actor? CreatedBy { get; init; }
    public DateTimeOffset? CreatedAt { get; init; }
    public DateTimeOffset? UpdatedAt { get; init; }
}
