namespace OmniForge.Agents.Building.Branches;

/// <summary>Takes what is to be read into the list of the wish.</summary>
internal static class TakenSources
{
    public static Wish Apply(Wish wish, TurnUnderstanding said)
    {
        var present = wish.Sources.Where(source => source.File is not null || source.From is not null).ToList();
        if (said.Reads.Count > 1 || said.ReadsFileToo)
        {
            var files = said is { ReadsFileToo: true, Files: [var file] } ? [new WishSource { File = file }] : Array.Empty<WishSource>();
            WishSource[] named = [.. files, .. said.Reads.Select(read => new WishSource { From = new() { Integration = read } })];
            var kept = said.Adds ? present : [.. present.Where(known => named.Any(one => Same(one, known)))];
            return wish with { At = 0, Sources = [.. kept, .. named.Where(one => !present.Exists(known => Same(one, known)))] };
        }

        if (said.From is not { } from || (said.Connect == from && wish.File is not null))
        {
            return wish;
        }

        if (present.FindIndex(source => source.From?.Integration == from) is >= 0 and var known)
        {
            return present.Count == wish.Sources.Count ? wish with { At = known } : wish;
        }

        return said.Adds && present.Count > 0 && said.Reads.Contains(from)
            ? wish with { Sources = [.. present, new() { From = new() { Integration = from } }], At = present.Count }
            : wish with { From = new() { Integration = from }, File = null };
    }

    private static bool Same(WishSource one, WishSource known)
        => one.From is { } from ? known.From?.Integration == from.Integration : known.From is null && known.File == one.File;
}
