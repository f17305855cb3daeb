using System.Security.Cryptography;
using System.Text;
using OmniForge.Skills;

namespace OmniForge.Client.Standalone;

/// <summary>One skill of an agent in code: a folder with a SKILL.md and what goes with it.</summary>
public sealed record SkillFolder
{
    // As the contract has it: files and bytes of one skill.
    private const int MostFiles = 256;
    private const long MostBytes = 6 * 1024 * 1024;

    /// <summary>Name of the skill: the `name` of its SKILL.md.</summary>
    public required string Name { get; init; }

    /// <summary>Skills run in this order, from 1.</summary>
    public required int Order { get; init; }

    /// <summary>SKILL.md, parsed.</summary>
    public required SkillDocument Document { get; init; }

    /// <summary>Path inside the folder (`SKILL.md`, `data/list.csv`) to content, in ordinal order.</summary>
    public required IReadOnlyDictionary<string, byte[]> Files { get; init; }

    /// <summary>SHA-256 over names and contents; the same folder has the same digest on the platform.</summary>
    public string Digest
    {
        get
        {
            var lines = Files.Select(file => $"{file.Key}\0{Convert.ToHexStringLower(SHA256.HashData(file.Value))}\n");
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
        }
    }

    /// <summary>Reads a folder. Links are not followed, hidden files are left out.</summary>
    /// <exception cref="SkillFolderException">The folder holds no usable skill; the message says what to do.</exception>
    public static SkillFolder Read(string folder, int order = 1)
    {
        var root = new DirectoryInfo(folder);
        if (!root.Exists)
        {
            throw new SkillFolderException($"There is no folder {root.FullName}.");
        }

        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var bytes = 0L;
        foreach (var file in Visible(root))
        {
            bytes += file.Length;
            if (files.Count == MostFiles || bytes > MostBytes)
            {
                throw new SkillFolderException($"{root.FullName} is too big for a skill: at most {MostFiles} files and 6 MiB.");
            }

            files[Path.GetRelativePath(root.FullName, file.FullName).Replace('\\', '/')] = File.ReadAllBytes(file.FullName);
        }

        if (!files.TryGetValue("SKILL.md", out var text))
        {
            throw new SkillFolderException($"{root.FullName} has no SKILL.md.");
        }

        var document = SkillDocument.Parse(text);
        var errors = document.Validate(SkillProfile.OmniForge, root.Name).Where(found => found.Severity == SkillSeverity.Error).ToList();
        if (errors.Count > 0 || document.Name is null)
        {
            throw new SkillFolderException(string.Join(
                Environment.NewLine, errors.Select(error => At(document, error)).Prepend($"{Path.Combine(root.FullName, "SKILL.md")} is not usable:")));
        }

        return new() { Name = document.Name, Order = order, Document = document, Files = files };
    }

    private static string At(SkillDocument document, SkillDiagnostic error)
        => $"  line {document.Lines.Position(error.Span.Start).Line + 1}: {error.Message} ({error.Code})";

    private static IEnumerable<FileInfo> Visible(DirectoryInfo folder)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos().Where(entry => entry.LinkTarget is null && entry.Name[0] != '.'))
        {
            if (entry is FileInfo file)
            {
                yield return file;
            }
            else if (entry is DirectoryInfo inner)
            {
                foreach (var below in Visible(inner))
                {
                    yield return below;
                }
            }
        }
    }
}

/// <summary>A folder is no usable skill. The message names the line and says what to do.</summary>
public sealed class SkillFolderException(string message) : Exception(message);
