/*
 * Common names of people in Sweden, as facts of the language: what names look like, of nobody in particular. Lower case.
 * Names that are everyday words or large places as well (Berg, Lund, Sten) are left out, since a list of places or things
 * must not be taken for one of people.
 */

const given = `
  adam agneta albin alexander alexandra alfred alice allan alma alva amanda amelia anders andreas anette angelica anita ann anna
  anneli annika anton arne arvid astrid august axel barbro beatrice bengt benjamin bertil birger birgitta bjarne björn bo boel
  britt britta camilla carina carl carolina caroline catarina cecilia charlotta charlotte christer christian christina christoffer
  clara daniel david ebba edith edvin edvard elin elina elisabeth elise ella ellen elsa elvira emelie emil emilia emma emmy eric
  erica erik erika ester eva evelina fatima felicia felix filip folke frida fredrik fredrika gabriel gabriella georg gerd gertrud
  greta gunilla gunnar gunnel gustaf gustav göran gösta hampus hanna hannah hanne hans harald harry hedvig helen helena helene henrik
  henning hugo håkan ida inga ingegerd ingela inger ingemar ingeborg ingmar ingrid ingvar irene iris isabella isabelle isak ivar jacob
  jakob jan janne jennie jenny jens jesper jessica jimmy joakim joel johan johanna johannes john johnny jonas jonathan josef josefin
  josefine julia julian jörgen kajsa karin karl karolina katarina kenneth kent kerstin kevin kim kjell klara klas knut kristian kristina
  kristoffer kurt lars lasse leif lena lennart leo leon liam lilian lina linda linn linnea linnéa lisa lisbeth louise lotta love lovisa
  lucas ludvig lukas magdalena magnus maj maja malin maria marianne marie margareta margaretha markus marcus martin martina mats matilda
  mattias max melker mia michael mikael milla minna mohamed mohammad moa mona monica monika nils niklas nicklas nicole noah olga olle
  olof ola olivia oliver oscar oskar otto ove patrik patricia paula pelle per pernilla peter petra pia pontus ragnar rasmus rebecca rebecka
  rickard rikard robert robin roger roland rolf ronja rosa rut ruth sabina samuel sandra sanna sara sarah sebastian selma signe sigrid simon
  siv sixten sofia sofie solveig sonja staffan stefan stella stig stina sture sune susanna susanne svante sven svea sverker sylvia therese
  thomas tobias tomas tommy torbjörn tord tore torsten tova tove tuva tyra ulf ulla ulrica ulrika urban ursula vera veronica viktor victor
  viktoria victoria vilhelm ville vilma vincent viola viveka wilhelm william wilma yngve yvonne åke åsa örjan östen ahmed ali hassan hussein
  ibrahim omar yusuf zahra amina aisha layla maryam
`;

const family = `
  abrahamsson adolfsson ahlberg ahlström ali alm andersson andreasson arvidsson axelsson bengtsson berggren berglund bergman bergqvist
  bergström blom blomqvist boström carlsson claesson dahlberg dahlgren dahlström danielsson davidsson edlund ek ekberg eklund ekman ekström
  eliasson engström eriksson falk forsberg forslund fransson fredriksson frisk gunnarsson gustafsson gustavsson göransson hagström hallberg
  hansson hassan hedberg hedlund hedman hellström henriksson hermansson holm holmberg holmgren holmqvist holmström håkansson isaksson ivarsson
  jacobsson jakobsson jansson jensen johansen johansson johnsson jonasson jonsson josefsson jönsson karlsson khan klasson larsson lindahl lindberg
  lindblom lindgren lindholm lindqvist lindström ljung ljungberg lundberg lundgren lundin lundqvist lundström löfgren magnusson malmberg
  martinsson mattsson mohamed molin månsson mårtensson möller nguyen nielsen nilsson norberg nordin nordström norén nyberg nyman nyström olofsson
  olsson oskarsson palm persson petersson pettersson pålsson robertsson rosén samuelsson sandberg sandström sjöberg sjögren sjöström
  strömberg ström sundberg sundqvist sundström svensson söderberg söderström thorsson wallin wikström viklund åberg åkesson
  åkerlund åström öberg öhman östlund
`;

const listOf = (names: string): ReadonlySet<string> => new Set(names.trim().split(/\s+/u));

export const GIVEN_NAMES = listOf(given);
export const FAMILY_NAMES = listOf(family);
