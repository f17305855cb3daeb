using Google.Protobuf;
using OmniForge.Agents.Tools;
using OmniForge.Server.Files;
using OmniForge.Server.Hosting;
using OmniForge.Server.Tenancy;
using OmniForge.Skills;
using OmniForge.Skills.Permissions;
using OmniForge.V1;

namespace OmniForge.Server.Skills;

/// <summary>Skills of every layer: create, read, list, change, find by name.</summary>
internal sealed class SkillDirectory(TenantSkills tenants, AgentSkills agents, SkillObjects objects, SkillViews views, Paging paging)
{
    /// <summary>Texts of one page, in characters: what is more comes with the next page.</summary>
    private const int PageTexts = 4_000_000;

    private static readonly HashSet<string> Writable = ["text", "files"];

    public async Task<Skill> CreateAsync(Caller caller, CreateSkillRequest request, CancellationToken cancellationToken)
    {
        var wish = request.Skill ?? throw DomainException.Field("skill", "is missing");
        var layer = wish.Layer == SkillLayer.Unspecified ? (wish.AgentId.Length > 0 ? SkillLayer.Agent : SkillLayer.Tenant) : wish.Layer;
        DemandWritable(caller, layer);
        var document = SkillDocument.Parse(wish.Text);
        var name = wish.Name.Length > 0 ? wish.Name : document.Name ?? "";
        DemandSound(document, name);
        var files = Files(name, wish);
        var id = new SkillId(layer, layer == SkillLayer.Agent ? Required(wish.AgentId, "skill.agent_id") : "", name);
        if (request.ValidateOnly)
        {
            var taken = await FindAsync(caller.TenantId, id, cancellationToken) is not null;
            return taken ? throw TenantSkills.Taken(name) : await ShowCheckedAsync(caller, id, files, cancellationToken);
        }

        var stored = layer == SkillLayer.Agent
            ? await agents.CreateAsync(caller, id.AgentId, name, files, cancellationToken)
            : await tenants.CreateAsync(caller, name, await KeepAsync(caller.TenantId, files, cancellationToken), cancellationToken);
        return await views.ShowAsync(caller.TenantId, stored, cancellationToken);
    }

    public async Task<Skill> UpdateAsync(Caller caller, UpdateSkillRequest request, CancellationToken cancellationToken)
    {
        var wish = request.Skill ?? throw DomainException.Field("skill", "is missing");
        var known = await GetAsync(caller, wish.Id, cancellationToken);
        DemandWritable(caller, known.Id.Layer);
        DemandEtag(request.Etag.Length > 0 ? request.Etag : wish.Etag, known);
        var paths = FieldMasks.Resolve(request.UpdateMask, wish, Writable);
        var merged = await views.ShowAsync(caller.TenantId, known, cancellationToken);
        merged.Text = paths.Contains("text") ? wish.Text : merged.Text;
        if (paths.Contains("files"))
        {
            merged.Files.Clear();
            merged.Files.Add(wish.Files);
        }

        DemandSound(SkillDocument.Parse(merged.Text), known.Id.Name);
        var files = Files(known.Id.Name, merged);
        if (request.ValidateOnly)
        {
            return await ShowCheckedAsync(caller, known.Id, files, cancellationToken);
        }

        var stored = known.Id.Layer == SkillLayer.Agent
            ? await agents.UpdateAsync(caller, known, files, cancellationToken)
            : await tenants.UpdateAsync(caller, known, await KeepAsync(caller.TenantId, files, cancellationToken), cancellationToken);
        return await views.ShowAsync(caller.TenantId, stored, cancellationToken);
    }

    public async Task<Skill> ShowAsync(Caller caller, string skillId, CancellationToken cancellationToken)
        => await views.ShowAsync(caller.TenantId, await GetAsync(caller, skillId, cancellationToken), cancellationToken);

    public async Task<Skill> DeleteAsync(Caller caller, DeleteSkillRequest request, CancellationToken cancellationToken)
    {
        var known = await GetAsync(caller, request.SkillId, cancellationToken);
        DemandWritable(caller, known.Id.Layer);
        DemandEtag(request.Etag, known);
        var shown = await views.ShowAsync(caller.TenantId, known, cancellationToken);
        await (known.Id.Layer == SkillLayer.Agent ? agents.DeleteAsync(caller, known, cancellationToken) : tenants.DeleteAsync(caller, known, cancellationToken));
        return shown;
    }

    /// <summary>By name, then by layer. Pages end early when their texts grow large.</summary>
    public async Task<ListSkillsResponse> ListAsync(Caller caller, ListSkillsRequest request, CancellationToken cancellationToken)
    {
        var size = Paging.Size(request.PageSize);
        var filters = request.Clone();
        (filters.PageSize, filters.PageToken) = (0, "");
        var binding = $"{caller.TenantId}|ListSkills|{filters}";
        var after = paging.After(request.PageToken, binding);
        if (request.Layer == SkillLayer.Agent)
        {
            Required(request.AgentId, "agent_id");
        }

        var response = new ListSkillsResponse();
        var last = "";
        foreach (var stored in await AllAsync(caller, request, cancellationToken))
        {
            var key = Key(stored);
            if (after is not null && string.CompareOrdinal(key, after) <= 0)
            {
                continue;
            }

            var (shown, document) = await views.ListedAsync(caller.TenantId, stored, cancellationToken);
            if (!Fits(shown, document, request))
            {
                continue;
            }

            if (response.Skills.Count == size || response.Skills.Sum(skill => skill.Text.Length) > PageTexts)
            {
                response.NextPageToken = paging.Next(last, binding);
                break;
            }

            response.Skills.Add(shown);
            last = key;
        }

        return response;
    }

    /// <summary>The agent's own skill hides the tenant's of the same name.</summary>
    public async Task<ResolveSkillResponse> ResolveAsync(Caller caller, ResolveSkillRequest request, CancellationToken cancellationToken)
    {
        Required(request.Name, "name");
        var all = await AllAsync(caller, new() { AgentId = request.AgentId }, cancellationToken);
        var response = new ResolveSkillResponse();
        foreach (var stored in all.Where(skill => skill.Id.Name == request.Name))
        {
            var shown = await views.ShowAsync(caller.TenantId, stored, cancellationToken);
            if (response.Skill is null)
            {
                response.Skill = shown;
            }
            else
            {
                response.Hidden.Add(shown);
            }
        }

        if (response.Skill is null)
        {
            response.Suggestions.Add(NearNames.Of(request.Name, all.Select(skill => skill.Id.Name).Distinct()));
        }

        return response;
    }

    private async Task<IReadOnlyList<StoredSkill>> AllAsync(Caller caller, ListSkillsRequest request, CancellationToken cancellationToken)
    {
        IReadOnlyList<StoredSkill> own = request.AgentId.Length > 0 && request.Layer is SkillLayer.Unspecified or SkillLayer.Agent
            ? await agents.ListAsync(caller.TenantId, request.AgentId, cancellationToken)
            : [];
        IReadOnlyList<StoredSkill> shared = request.Layer is SkillLayer.Unspecified or SkillLayer.Tenant
            ? await tenants.ListAsync(caller.TenantId, cancellationToken)
            : [];
        return [.. own.Concat(shared).OrderBy(Key, StringComparer.Ordinal)];
    }

    private async Task<StoredSkill> GetAsync(Caller caller, string skillId, CancellationToken cancellationToken)
    {
        var id = SkillId.Read(skillId);
        return await FindAsync(caller.TenantId, id, cancellationToken) ?? throw DomainException.NotFound("skill", skillId);
    }

    /// <summary>Null also when the agent in the id is unknown: the skill is what was asked for.</summary>
    private async Task<StoredSkill?> FindAsync(string tenantId, SkillId id, CancellationToken cancellationToken)
    {
        if (id.Layer != SkillLayer.Agent)
        {
            return id.Layer == SkillLayer.Tenant ? await tenants.FindAsync(tenantId, id.Name, cancellationToken) : null;
        }

        try
        {
            return await agents.FindAsync(tenantId, id.AgentId, id.Name, cancellationToken);
        }
        catch (DomainException unknown) when (unknown.Refusal == Refusal.NotFound)
        {
            return null;
        }
    }

    private async Task<SortedDictionary<string, string>> KeepAsync(string tenantId, IReadOnlyDictionary<string, ByteString> files, CancellationToken cancellationToken)
    {
        var manifest = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, content) in files)
        {
            manifest[path] = await objects.KeepAsync(tenantId, content.Memory, cancellationToken);
        }

        return manifest;
    }

    private async Task<Skill> ShowCheckedAsync(Caller caller, SkillId id, IReadOnlyDictionary<string, ByteString> files, CancellationToken cancellationToken)
    {
        var stored = new StoredSkill(id, await KeepAsync(caller.TenantId, files, cancellationToken), 0, "");
        var shown = await views.ShowAsync(caller.TenantId, stored, cancellationToken);
        shown.Id = "";
        return shown;
    }

    private static SortedDictionary<string, ByteString> Files(string name, Skill wish)
    {
        var files = new SortedDictionary<string, ByteString>(StringComparer.Ordinal) { [SkillManifest.PathOf(name)] = ByteString.CopyFromUtf8(wish.Text) };
        for (var i = 0; i < wish.Files.Count; i++)
        {
            var path = $"{name}/{wish.Files[i].Path}";
            SkillManifest.CheckPath(path, $"skill.files[{i}].path");
            if (!files.TryAdd(path, wish.Files[i].Content))
            {
                throw DomainException.Invalid("PATH_INVALID", $"skill.files[{i}].path", $"The file {wish.Files[i].Path} is given twice.");
            }
        }

        var bundle = files.Select(file => new OmniForge.Files.Skills.SkillFile(file.Key[(name.Length + 1)..], file.Value.Memory)).ToList();
        return OmniForge.Files.Skills.SkillPathRules.CheckBundle(bundle) is { } problem
            ? throw DomainException.Invalid("PATH_INVALID", "skill.files", $"This skill cannot be kept: {problem}.")
            : files;
    }

    /// <summary>Refuses a text with errors: `text:line:column` from 1, and the codes.</summary>
    private static void DemandSound(SkillDocument document, string name)
    {
        var errors = document.Check("", name).Where(found => found.Severity == Severity.Error).ToList();
        if (OmniForge.Files.Skills.SkillPathRules.CheckName(name) is { } wrong && errors.Count == 0)
        {
            throw DomainException.Field("skill.name", wrong);
        }

        if (errors.Count == 0)
        {
            return;
        }

        var first = errors[0];
        var refused = new DomainException(
            Refusal.Invalid, "SKILL_INVALID", $"This skill is not written correctly. Line {first.Range.StartLine + 1}: {first.Message}")
            .With("codes", string.Join(',', errors.Select(found => found.Code).Distinct()));
        refused.Violations.AddRange(errors.Take(20).Select(found => ($"text:{found.Range.StartLine + 1}:{found.Range.StartCharacter + 1}", found.Message)));
        throw refused;
    }

    private static bool Fits(Skill shown, SkillDocument document, ListSkillsRequest request)
        => shown.Name.StartsWith(request.NamePrefix, StringComparison.Ordinal)
            && (request.Tag.Length == 0 || shown.Tags.Contains(request.Tag))
            && (request.Tool.Length == 0 || (document.AllowedTools is { } tools && Permission.Offers(tools, [], request.Tool)));

    private static void DemandWritable(Caller caller, SkillLayer layer)
    {
        if (layer is SkillLayer.Public or SkillLayer.Global)
        {
            throw DomainException.Status("LAYER_READ_ONLY", "Skills of this layer cannot be changed here. Make a skill of your own with the same name; it wins.");
        }

        if (layer == SkillLayer.Tenant)
        {
            CallerInterceptor.Demand(caller, "skills.write_tenant");
        }
    }

    private static void DemandEtag(string etag, StoredSkill known)
    {
        if (etag.Length > 0 && etag != known.Etag)
        {
            throw DomainException.Stale(known.Etag);
        }
    }

    private static string Required(string value, string field) => value.Length > 0 ? value : throw DomainException.Field(field, "is missing");

    private static string Key(StoredSkill skill) => $"{skill.Id.Name}\n{(int)skill.Id.Layer}";
}
