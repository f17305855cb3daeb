using OmniForge.Agents.Workspaces;
using OmniForge.Files.Confined;

namespace OmniForge.Files.Skills;

/// <summary>Skills as folders of a layer: `&lt;layer root&gt;/&lt;skill name&gt;/SKILL.md` and the files beside it.</summary>
public static class SkillFolders
{
    private const int Rereads = 5;

    /// <summary>
    /// Makes the skill's folder hold exactly these files, as one swap: readers see all of the old files or all of the new ones.
    /// Throws <see cref="WorkspaceException"/> when a rule is broken, the disk is full or the folder is read-only; then nothing has changed.
    /// </summary>
    public static async Task WriteAsync(
        string layerRoot, string skillName, IReadOnlyList<SkillFile> files, CancellationToken cancellationToken)
    {
        if ((SkillPathRules.CheckName(skillName) ?? SkillPathRules.CheckBundle(files)) is { } problem)
        {
            throw new WorkspaceException(WorkspaceFault.PathRefused, problem);
        }

        var staged = Path.Combine(layerRoot, ConfinedRoot.TemporaryPrefix + Guid.NewGuid().ToString("N"));
        try
        {
            await StageAsync(staged, files, cancellationToken);
            FolderSwap.Replace(layerRoot, staged, Path.Combine(layerRoot, skillName));
        }
        catch (Exception error) when (DiskRefusal.Of(error, skillName) is { } refusal)
        {
            throw refusal;
        }
        finally
        {
            FolderSwap.TryDelete(staged);
        }
    }

    /// <summary>The skill's folder, read so that a swap in between cannot mix two versions; null when there is none.</summary>
    public static async Task<SkillBundle?> ReadAsync(string layerRoot, string skillName, CancellationToken cancellationToken)
    {
        if (SkillPathRules.CheckName(skillName) is not null || !IsSkill(layerRoot, skillName))
        {
            return null;
        }

        for (var attempt = 1; ; attempt++)
        {
            var folder = ConfinedRoot.Of(Path.Combine(layerRoot, skillName));
            var before = Listing(folder);
            try
            {
                var bundle = new SkillBundle(skillName, await FilesAsync(folder, before, cancellationToken));
                if (before.SequenceEqual(Listing(folder)))
                {
                    return bundle;
                }
            }
            catch (FileNotFoundException) when (attempt < Rereads)
            {
                // Swapped in between: read the new one.
            }

            if (attempt == Rereads)
            {
                throw new IOException($"the skill '{skillName}' changes faster than it can be read");
            }
        }
    }

    /// <summary>Names of the skills of a layer, in ordinal order; folders without a SKILL.md are none.</summary>
    public static IReadOnlyList<string> List(string layerRoot)
        => !Directory.Exists(layerRoot)
            ? []
            : [.. new DirectoryInfo(layerRoot).EnumerateDirectories()
                .Where(folder => !folder.Attributes.HasFlag(FileAttributes.ReparsePoint))
                .Select(folder => folder.Name)
                .Where(name => SkillPathRules.CheckName(name) is null && IsSkill(layerRoot, name))
                .Order(StringComparer.Ordinal)];

    /// <summary>Removes the skill's folder, when there is one.</summary>
    public static void Delete(string layerRoot, string skillName)
    {
        if (SkillPathRules.CheckName(skillName) is { } problem)
        {
            throw new WorkspaceException(WorkspaceFault.PathRefused, problem);
        }

        var folder = Path.Combine(layerRoot, skillName);
        if (Directory.Exists(folder))
        {
            FolderSwap.Remove(layerRoot, folder);
        }
    }

    private static bool IsSkill(string layerRoot, string name)
        => new DirectoryInfo(Path.Combine(layerRoot, name)) is { Exists: true, LinkTarget: null }
            && File.Exists(Path.Combine(layerRoot, name, SkillBundle.MainFile));

    private static List<(string Path, FileFacts Facts)> Listing(ConfinedRoot folder)
        => [.. folder.List().OrderBy(file => file.Path, StringComparer.Ordinal)];

    private static async Task<List<SkillFile>> FilesAsync(
        ConfinedRoot folder, List<(string Path, FileFacts Facts)> listing, CancellationToken cancellationToken)
    {
        // One file too many or too large is enough to know that the folder breaks the rules.
        var files = new List<SkillFile>();
        foreach (var (path, facts) in listing.Take(SkillPathRules.MostFiles + 1))
        {
            using var handle = folder.Open(path.Split('/')) ?? throw new FileNotFoundException(path);
            var content = new byte[Math.Min(facts.Size, SkillPathRules.MostFileBytes + 1)];
            var read = await RandomAccess.ReadAsync(handle, content, 0, cancellationToken);
            files.Add(new(path, content.AsMemory(0, read)));
        }

        return files;
    }

    private static async Task StageAsync(string staged, IReadOnlyList<SkillFile> files, CancellationToken cancellationToken)
    {
        var folders = new HashSet<string>(StringComparer.Ordinal) { staged };
        Directory.CreateDirectory(staged);
        foreach (var file in files)
        {
            var path = Path.Combine([staged, .. file.Path.Split('/')]);
            for (var folder = Path.GetDirectoryName(path)!; folders.Add(folder);)
            {
                folder = Path.GetDirectoryName(folder)!;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0);
            await target.WriteAsync(file.Content, cancellationToken);
            target.Flush(flushToDisk: true);
        }

        foreach (var folder in folders)
        {
            AtomicFile.FlushFolder(folder);
        }
    }
}
