using OmniForge.Skills.Editing.Navigation;

namespace OmniForge.Skills.Editing;

/// <summary>Gives a skill or an argument another name, everywhere at once.</summary>
public static class SkillRename
{
    /// <summary>The name at this place, when it can be changed from here; else null. Never throws.</summary>
    public static TextSpan? Prepare(SkillDocument document, int offset)
    {
        var spot = new SkillSpot(document, offset);
        return OwnName.At(spot)?.Span ?? Declared(spot)?.Span;
    }

    /// <summary>
    /// The edits for a new name. A skill's name changes in its file, its folder, and in the mentions and links of the other
    /// files; an argument's name changes in its file. Never throws.
    /// </summary>
    /// <param name="document">The file as it is now.</param>
    /// <param name="offset">In UTF-16 units.</param>
    /// <param name="newName">The new name as it was typed.</param>
    /// <param name="context">What is known around the file.</param>
    /// <param name="others">The other files of the workspace.</param>
    public static SkillRenaming At(
        SkillDocument document, int offset, string newName, EditingContext context, IReadOnlyList<SkillSource> others)
    {
        var spot = new SkillSpot(document, offset);
        return OwnName.At(spot) is var (name, _) ? Skill(document, name, newName, context, others)
            : Declared(spot) is var (argument, _) ? Argument(document, argument, newName, context)
            : SkillRenaming.No("Nothing here has a name that can be changed. Put the cursor on the name of the skill or of an argument.");
    }

    /// <summary>The edits for a new name of the skill itself, as when its folder is renamed. Never throws.</summary>
    public static SkillRenaming OfSkill(SkillDocument document, string newName, EditingContext context, IReadOnlyList<SkillSource> others)
        => OwnName.Of(document) is var (name, _)
            ? Skill(document, name, newName, context, others)
            : SkillRenaming.No("This skill has no name yet. Give it one first.");

    private static (string Name, TextSpan Span)? Declared(SkillSpot spot)
        => spot.Argument() is { } found && ArgumentNames.Of(spot.Document).Any(declared => declared.Name == found.Name) ? found : null;

    private static SkillRenaming Argument(SkillDocument document, string name, string newName, EditingContext context)
    {
        if (!ArgumentNames.IsName(newName))
        {
            return SkillRenaming.No($"'{newName}' cannot be the name of an argument. Use letters, digits and '_', and start with no digit.");
        }

        return newName != name && ArgumentNames.Of(document).Any(found => found.Name == newName)
            ? SkillRenaming.No($"There is an argument '{newName}' already. Choose another name.")
            : new()
            {
                Edits = new Dictionary<string, IReadOnlyList<SkillEdit>>
                {
                    [Path(context)] = Edits(SkillUses.OfArgument(document, name), newName),
                },
            };
    }

    private static SkillRenaming Skill(
        SkillDocument document, string name, string newName, EditingContext context, IReadOnlyList<SkillSource> others)
    {
        if (SkillNames.Refusal(newName) is { } refusal)
        {
            return SkillRenaming.No(refusal);
        }

        var taken = context.Skills.FirstOrDefault(skill => skill.Path != context.Path && skill.Name == newName && newName != name);
        if (taken is not null)
        {
            return SkillRenaming.No($"There is a skill '{newName}' already, in '{taken.Path}'. Choose another name.");
        }

        var folder = Folder(context, newName);
        if (folder is not null && context.Skills.Any(skill => skill.Path != context.Path && IsBelow(skill.Path, folder.To)))
        {
            return SkillRenaming.No($"The folder '{folder.To}' is taken by another skill. Choose another name.");
        }

        var edits = new Dictionary<string, IReadOnlyList<SkillEdit>>
        {
            [Path(context)] = Edits(SkillUses.OfSkill(document, name), newName),
        };
        foreach (var other in others.Where(other => other.Path != context.Path))
        {
            var links = folder is null ? [] : FolderLinks.In(other, folder.From);
            var mentions = SkillUses.OfSkill(other.Document, name).Where(span => !IsOwn(other.Document, span));
            if (Edits(mentions.Concat(links), newName) is { Count: > 0 } found)
            {
                edits[other.Path] = found;
            }
        }

        return new() { Edits = edits, Folder = folder is null || folder.From == folder.To ? null : folder };
    }

    // Another file with the same name is another skill; only what it says of this one changes.
    private static bool IsOwn(SkillDocument document, TextSpan span) => OwnName.Of(document) is var (_, own) && own == span;

    private static string Path(EditingContext context) => context.Path ?? "SKILL.md";

    private static FolderRenaming? Folder(EditingContext context, string newName)
    {
        var parts = context.Path?.Split('/') ?? [];
        return parts.Length < 2 ? null : new(string.Join('/', parts[..^1]), string.Join('/', [.. parts[..^2], newName]));
    }

    private static bool IsBelow(string path, string folder) => path.StartsWith(folder + "/", StringComparison.OrdinalIgnoreCase);

    private static List<SkillEdit> Edits(IEnumerable<TextSpan> spans, string newName)
        => [.. spans.Distinct().OrderBy(span => span.Start).Select(span => new SkillEdit(span, newName))];
}
