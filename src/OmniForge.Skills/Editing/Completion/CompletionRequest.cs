namespace OmniForge.Skills.Editing.Completion;

/// <summary>One question for proposals: the place of the cursor and what is known around the file.</summary>
internal sealed record CompletionRequest(Place Place, EditingContext Context)
{
    public SkillDocument Document => Place.Document;

    public SkillProfile Profile => Context.Check.Profile;

    public string Text => Document.Text;

    /// <summary>Proposals for a value that is one text, in the order given.</summary>
    public IEnumerable<SkillCompletion> Values(IEnumerable<(string Value, string? Detail)> values)
        => values.Select((value, i) =>
        {
            var written = Insertion.Value(Place, value.Value);
            return new SkillCompletion(
                value.Value, SkillCompletionKind.Value, written.Edit, value.Detail, null, Sort(0, i), written.Filter);
        });

    /// <summary>A proposal for an item of a list; null when the list cannot hold it as it is written.</summary>
    public SkillCompletion? Item(string item, SkillCompletionKind kind, string? detail, string? documentation, string sort)
        => Insertion.Item(Place, item) is { } written
            ? new(item, kind, written.Edit, detail, documentation, sort, written.Filter)
            : null;

    /// <summary>A text that orders groups, and proposals within a group.</summary>
    public static string Sort(int group, int index) => $"{group}{index:D4}";
}
