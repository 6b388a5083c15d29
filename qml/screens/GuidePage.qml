pragma ComponentBehavior: Bound
import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// The guide: in short, what to bring, how it goes, and the statutory elements with their sources.
PageFrame {
    id: page

    title: page.visit.guide.title
    lead: page.visit.guide.summary
    primaryText: qsTr("我要办理")
    onPrimaryPressed: page.visit.next()

    Banner {
        visible: page.visit.guide.sample
        width: parent.width
        kind: Banner.Kind.Warn
        text: qsTr("标有“示例”的内容还没有由主管部门核定，以当地正式公布的为准。")
    }
    Banner {
        visible: page.visit.guide.closedMatter !== ""
        width: parent.width
        kind: Banner.Kind.Warn
        text: page.visit.guide.closedMatter
        code: page.visit.guide.closedMatterCode
    }
    Repeater {
        model: page.visit.guide.closedSteps

        Banner {
            required property string modelData

            width: parent.width
            kind: Banner.Kind.Warn
            text: qsTr("设备暂时不能用。%1").arg(modelData)
            code: page.visit.guide.closedCode
        }
    }
    Row {
        id: facts

        width: parent.width
        spacing: Theme.gap

        Fact {
            id: time

            width: (facts.width - facts.spacing) / 2
            height: Math.max(time.implicitHeight, count.implicitHeight)
            iconName: "clock"
            title: qsTr("承诺时限")
            text: page.visit.guide.promise
            sample: page.visit.guide.sample
        }
        Fact {
            id: count

            width: (facts.width - facts.spacing) / 2
            height: Math.max(time.implicitHeight, count.implicitHeight)
            iconName: "pages"
            title: qsTr("需要材料")
            text: qsTr("%1 项").arg(page.visit.guide.materialNames.length)
        }
    }
    Repeater {
        model: page.visit.guide

        Panel {
            id: section

            required property string title
            required property string text
            required property bool statutory

            visible: !statutory
            width: parent.width
            spacing: 2 * Theme.mm

            PlainText {
                width: parent.width
                text: section.title
                color: Theme.color.primary
                font.weight: Font.Bold
            }
            PlainText {
                width: parent.width
                text: section.text
            }
        }
    }
    Panel {
        width: parent.width
        spacing: 7 * Theme.mm

        PlainText {
            text: qsTr("办事要素")
            color: Theme.color.primary
            font.weight: Font.Bold
        }
        Repeater {
            model: page.visit.guide

            StatutoryLine {
                width: parent.width
                visible: statutory
            }
        }
    }
}
