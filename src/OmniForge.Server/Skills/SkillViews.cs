using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Server.Files;
using OmniForge.Skills;
using OmniForge.V1;

namespace OmniForge.Server.Skills;

/// <summary>Skills as the contract shows them.</summary>
internal sealed class SkillViews(SkillObjects objects)
{
    /// <summary>Everything, the contents of bundled files included.</summary>
    public async Task<Skill> ShowAsync(string tenantId, StoredSkill stored, CancellationToken cancellationToken)
    {
        var (shown, _) = await ListedAsync(tenantId, stored, cancellationToken);
        foreach (var file in shown.Files)
        {
            file.Content = UnsafeByteOperations.UnsafeWrap(await objects.ReadAsync(tenantId, file.Digest, cancellationToken));
        }

        return shown;
    }

    /// <summary>As in a list: bundled files by name and digest only.</summary>
    public async Task<(Skill Shown, SkillDocument Document)> ListedAsync(string tenantId, StoredSkill stored, CancellationToken cancellationToken)
    {
        var name = stored.Id.Name;
        var main = SkillManifest.PathOf(name);
        var bytes = stored.Files.TryGetValue(main, out var digest) ? await objects.ReadAsync(tenantId, digest, cancellationToken) : [];
        var document = SkillDocument.Parse(bytes);
        var skill = new Skill
        {
            Id = stored.Id.Write(),
            Name = name,
            Layer = stored.Id.Layer,
            AgentId = stored.Id.AgentId,
            Description = document.Description ?? "",
            Text = System.Text.Encoding.UTF8.GetString(bytes),
            Revision = stored.Revision,
            Digest = SkillManifest.Digest(stored.Files, name),
            ToolsRestricted = document.AllowedTools is not null,
            CreatedBy = stored.CreatedBy,
            CreatedAt = stored.CreatedAt?.ToTimestamp(),
            UpdatedAt = stored.UpdatedAt?.ToTimestamp(),
            Etag = stored.Etag,
        };
        skill.Tags.Add(document.Tags);
        skill.AllowedTools.Add(document.AllowedTools?.Items.Select(item => item.Text) ?? []);
        skill.Diagnostics.Add(document.Check(main, name));
        foreach (var (path, fileDigest) in SkillManifest.Of(stored.Files, name).Where(file => file.Key != main))
        {
            skill.Files.Add(new SkillFile { Path = path[(name.Length + 1)..], Digest = fileDigest });
        }

        return (skill, document);
    }
}
