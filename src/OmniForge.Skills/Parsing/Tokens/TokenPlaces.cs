namespace OmniForge.Skills.Parsing.Tokens;

/// <summary>Where the keys and values of the frontmatter stand, as far as they could be read.</summary>
internal static class TokenPlaces
{
    public static List<(SkillTokenKind Kind, TextSpan Span)> Of(Frontmatter frontmatter, TextSpan fields)
    {
        var places = new List<(SkillTokenKind Kind, TextSpan Span)>();
        foreach (var entry in frontmatter.Entries)
        {
            places.Add((SkillTokenKind.Key, entry.KeySpan));
            Add(places, entry.Value);
        }

        places.Sort((one, other) => one.Span.Start.CompareTo(other.Span.Start));
        var at = fields.Start;
        var apart = new List<(SkillTokenKind Kind, TextSpan Span)>(places.Count);
        foreach (var place in places)
        {
            if (place.Span.Start >= at && place.Span.End <= fields.End && place.Span.Length > 0)
            {
                apart.Add(place);
                at = place.Span.End;
            }
        }

        return apart;
    }

    private static void Add(List<(SkillTokenKind, TextSpan)> places, Node? node)
    {
        switch (node)
        {
            case ScalarNode scalar:
                places.Add((scalar.Form switch
                {
                    ScalarForm.Quoted => SkillTokenKind.QuotedText,
                    ScalarForm.Block => SkillTokenKind.BlockText,
                    _ => SkillTokenKind.Text,
                }, scalar.Span));
                break;
            case ListNode list:
                foreach (var item in list.Items)
                {
                    Add(places, item);
                }

                break;
            case MapNode map:
                foreach (var (key, value) in map.Pairs)
                {
                    places.Add((SkillTokenKind.Key, key.Span));
                    Add(places, value);
                }

                break;
        }
    }
}
