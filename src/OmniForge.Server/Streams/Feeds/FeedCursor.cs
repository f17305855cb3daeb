using System.Globalization;
using OmniForge.Server.Storage.Feeds;

namespace OmniForge.Server.Streams.Feeds;

/// <summary>Where a reader of a feed is: all that a resume token says. Pure.</summary>
/// <param name="Known">What had committed there was shown; null = the present is being shown for the first time.</param>
/// <param name="Upto">Where the span that is being read ends; null = none is.</param>
/// <param name="Behind">The last place of that span that was shown; null = none yet.</param>
internal sealed record FeedCursor(FeedPoint? Known, FeedPoint? Upto, FeedPlace? Behind)
{
    /// <summary>Shows the present first.</summary>
    public static FeedCursor Present(FeedPoint now) => new(null, now, null);

    /// <summary>Shows only what changes after a point.</summary>
    public static FeedCursor After(FeedPoint point) => new(point, null, null);

    /// <summary>The newest point it names.</summary>
    public FeedPoint Newest => Upto ?? Known!;

    public FeedSpan Span => new(Known, Upto!, Behind);

    /// <summary>Goes on with what lies between here and a later point.</summary>
    public FeedCursor Towards(FeedPoint now) => Upto is null ? this with { Upto = now } : this;

    public FeedCursor Past(FeedPlace shown) => this with { Behind = shown };

    /// <summary>The span was read to its end.</summary>
    public FeedCursor Arrived() => After(Upto!);

    /// <summary>`known|upto|changed|id`, empty where there is none.</summary>
    public string Write()
        => string.Create(CultureInfo.InvariantCulture, $"{Known?.Write()}|{Upto?.Write()}|{Behind?.Changed}|{Behind?.Id}");

    public static FeedCursor Read(string written)
    {
        var parts = written.Split('|', 4);
        return new(
            parts[0].Length > 0 ? FeedPoint.Read(parts[0]) : null,
            parts[1].Length > 0 ? FeedPoint.Read(parts[1]) : null,
            parts[2].Length > 0 ? new FeedPlace(long.Parse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture), parts[3]) : null);
    }
}
