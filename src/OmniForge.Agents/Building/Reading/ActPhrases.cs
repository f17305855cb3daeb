using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Reading;

/// <summary>Wishes to do something right away: test it, turn it on, run it now, pause it.</summary>
internal static class ActPhrases
{
    private const string It = "(?:it|this|that|them|the (?:agent|report|thing|skill|draft|change|new (?:one|version))|my (?:agent|report))";

    private const string Lead = "^(?:(?:please|ok|okay|yes|no|great|good|now|and|then|so|well|just|let us|can you|could you|would you|"
        + "will you|by all means|of course|sure|can we|could we|i want to|i would like to|i want you to|go ahead and|first|actually|please|hey|you can|you may|"
        + "we can) )*";

    private const string Tail = "(?: (?:please|now|right now|right away|once|again|first|then|for me|today|straight away|immediately|"
        + "at once|thanks|one more time|by hand|manually|instead|before that|with (?:last|this) (?:week|month)))*$";

    private const string Skip = "(?:(?:skip|leave out|drop|omit|forget)(?: the| this| that| about the)? (?:test|testing|dry run|trial)(?: run)?|(?:i |we )?(?:do not|no) (?:need |want )?(?:a |any |the |to )?"
        + "(?:test|testing|dry run)(?: (?:it|needed|necessary|required|run))?|without (?:a |the |any )?(?:test|testing|dry run))";

    private const string On = $"(?:(?:turn|switch|put|set) (?:{It} on|on {It}|{It} live)|activate(?: {It})?|(?:go|make it|take it) live|enable {It}|launch {It}|start {It}(?: up)?|make {It} active)";

    private static readonly (TurnAct Act, Regex Pattern)[] Known =
    [
        (TurnAct.SkipTest, Make($"{Skip}(?: (?:and|then|just|so|simply|please|directly|straight|right|away|now|you can|we can|let us|go ahead and))*(?: {On})?|"
            + $"{On}(?: (?:right away|directly|now|at once|already|immediately|straight away|all the same|anyway))*(?: (?:without (?:a |the |any |another )?(?:test|testing|trial|dry run)(?: run)?"
            + "(?: it| first)*|untested))")),
        (TurnAct.Test, Make($"(?:test|try|preview|rehearse|simulate)(?: out)?(?: {It})?(?: out)?|(?:do|run|start|make|give me|"
            + $"show me) (?:a |the |one |another )?(?:test|dry|trial|practice|harmless)(?: ?-?(?:run|test))?|dry ?-?run(?: {It})?|"
            + $"test(?:ing)? (?:run|{It})|try {It} out|try {It} with .*|test {It} (?:with|on) .*|another test|a test|the test|"
            + $"show me a (?:test|preview|dry run)")),
        (TurnAct.Pause, Make($"(?:pause|suspend|deactivate|disable|halt|stop|freeze)(?: {It})(?: (?:until|till|for|while) .*)?|"
            + $"pause(?: (?:until|till|for|while) .*)?|(?:turn|switch) (?:{It} off|off {It})(?: (?:until|till|for|while) .*)?")),
        (TurnAct.Resume, Make($"(?:resume|unpause|reactivate|continue|carry on)(?: {It})?(?: with {It})?|(?:turn|switch) {It} back on|"
            + $"(?:turn|switch) {It} on again|i am back.*|where were we|pick up where we (?:left off|were|stopped)|let us (?:continue|"
            + $"carry on|go on)|go on")),
        (TurnAct.Activate, Make($"(?:turn|switch|put|set) (?:{It} on|on {It}|{It} live)|activate(?: {It})?|(?:go|make it|take it) live|"
            + $"enable {It}|launch {It}|deploy {It}|put {It} (?:to work|into (?:service|production|use|operation))|start {It} up|"
            + $"make {It} active|bring {It} (?:to life|online)")),
        (TurnAct.Run, Make($"(?:run|execute|start|launch|fire|trigger) {It}(?: (?:now|once|right now))?|run(?: now| once)?|"
            + $"do a (?:real )?run|(?:give|show|send|get) me the (?:report|result|list|numbers)(?: now)?|make (?:me )?the report|(?:run|"
            + $"start|execute) (?:the |my |our )?[a-z ]{0,40}?(?:report|agent|list|check|watch|summary)|a real run|one run|another run|"
            + $"run")),
        (TurnAct.TellHistory, Make("what (?:has |have you |did you |was |is )?(?:changed|new|different)(?: lately| recently| since .*|"
            + " in .*)?|show (?:me )?(?:the |all )?(?:versions|history|changes)|(?:the )?(?:version )?history|which versions are there|"
            + "what versions (?:are there|exist|do i have)|list (?:the )?versions")),
        (TurnAct.TellWhen, Make("when (?:does|will|is|do) (?:it|the agent|the report|this|that|they|the next (?:run|one|"
            + "report))(?: be)?(?: run(?:ning)?| start| happen| come| due| fire| go)?(?: next| again)?|(?:what|when) is the next (?:run|"
            + "time|date)|next (?:run|time|date)|how often (?:does|will) it run|what time (?:does|will) it run|(?:show|"
            + "tell) me the (?:schedule|next (?:run|times|dates))")),
        (TurnAct.TellFiles, Make("(?:what|which) (?:files|tables|data|lists|sources)(?: (?:do|can|could|are|have|has) .*)?|(?:show|list|"
            + "tell) (?:me )?(?:the |my |all |your )?(?:files|tables|data files)|what (?:data|files) (?:do|can) you (?:see|have|read|"
            + "know)|what is in (?:the|my) (?:folder|workspace)")),
        (TurnAct.TellColumns, Make("(?:what|which) (?:columns|fields)(?: .*)?|(?:show|list|tell) (?:me )?(?:the |all )?(?:columns|"
            + "fields)(?: .*)?|what (?:is|does) (?:the|that|this) (?:file|table|list)(?: in| contain| have| hold| look like)?|"
            + "what is in (?:the|that|this) (?:file|table|list)|what(?: else)? (?:can|could) (?:i|you|we) (?:show|choose|pick)(?: from)?")),
        (TurnAct.TellSteps, Make("(?:show|read|tell|give) me (?:the |what |how )?(?:skill|steps|instructions|skill file|it does|it works|"
            + "it will do)|(?:what|how) (?:will|does|do|would|did) (?:it|you|the agent) (?:do|work|does|build|built|exactly do|"
            + "actually do)(?: exactly| it)?|how does (?:it|this|that) work|show (?:me )?the (?:skill|steps|instructions|skill file)|"
            + "what are the steps|explain (?:it|the steps)")),
        (TurnAct.TellSummary, Make("(?:show|give|tell|read)(?: me)? (?:the |a |that )?(?:summary|recap|overview|plan|draft)(?: again)?|"
            + "(?:what|where) (?:are|were|is) (?:we|the (?:status|state|plan|summary))(?: (?:at|now|so far))?|recap|summary|"
            + "what (?:do|did|have) (?:you|we|i) (?:have|got|understood|understand|say|said|agreed?)(?: so far| until now)?|what (?:is|"
            + "does) (?:it|the (?:agent|report|plan)) (?:look like|so far)|summari[sz]e(?: it| that)?(?: again)?")),
        (TurnAct.Help, Make("help(?: me)?|what (?:can|could|do) you (?:do|know|offer|help with)(?: for me)?|how (?:can|do) (?:you|i|"
            + "we) (?:help|start|begin|use (?:this|you))(?: me)?|what (?:is|are) (?:this|you|omniforge)|who are you|what (?:now|next)|"
            + "what (?:should|can|do) i (?:do|say|write|type|ask)(?: now| next| here)?|how does this work|i (?:am lost|need help|"
            + "do not understand)|examples?|give me (?:an example|examples|ideas)")),
        (TurnAct.Greet, Make("(?:hi|hello|hey|hallo|good (?:morning|afternoon|evening|day)|howdy|greetings|moin|hiya|yo)(?: (?:there|you|"
            + "all|again|omniforge))?(?: how are you.*)?")),
        (TurnAct.Thank, Make("(?:thanks|thank you|thx|cheers|many thanks|much appreciated|ty)(?: (?:a lot|so much|very much|again|for .*|"
            + "you))?")),
    ];

    private static readonly Regex Shows = Make("(?:show|let) (?:me|us)(?: see)?(?: (?:it|that|what (?:it|that|this) (?:does|would (?:post|send|write|say|do|look like|be))|what comes out|how (?:it|that|this) (?:looks|would look)|what would (?:be (?:posted|sent|written)|come out|go out)))?|"
        + "i (?:want|would like|would love) to see (?:it|that)|see what (?:comes out|happens)");

    /// <summary>What is wished for while a question is open: "show me" agrees to a test, and to nothing else.</summary>
    public static TurnAct Find(string sentence, QuestionKind? asked)
        => asked is QuestionKind.Test or QuestionKind.Edit && Shows.IsMatch(sentence) ? TurnAct.Test : Find(sentence);

    public static TurnAct Find(string sentence)
    {
        if (sentence.Length is 0 or > 160)
        {
            return TurnAct.None;
        }

        foreach (var (act, pattern) in Known)
        {
            if (pattern.IsMatch(sentence))
            {
                return act;
            }
        }

        return TurnAct.None;
    }

    /// <summary>A test or the switch, wished for at the end of a message about something else.</summary>
    public static TurnAct Trailing(IReadOnlyList<Word> words)
    {
        var last = Clauses.Cut(words)[^1].Words;
        var then = last.ToList().FindLastIndex(word => word.IsAny("then", "and"));
        var act = Find(Words.Join(last));
        act = act == TurnAct.None && then >= 0 ? Find(Words.Join(last.Skip(then + 1))) : act;
        return act is TurnAct.Test or TurnAct.Activate ? act : TurnAct.None;
    }

    private static Regex Make(string pattern) => new($"{Lead}(?:{pattern}){Tail}", RegexOptions.CultureInvariant);
}
